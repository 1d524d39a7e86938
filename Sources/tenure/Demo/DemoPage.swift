import TenureDomain

/// What a demonstration prints: where to go, who one can be, and lines to paste.
struct DemoPage {
  private var page: Page
  let url: String

  var text: String { page.text }

  /// A command with what it shows.
  private struct Sample {
    let says: String
    let command: String
  }

  /// - Parameter later: a moment to which the clock of the account that has its own is advanced.
  init(url: String, keys: DemoKeys, folder: String, later: Timestamp, _ terminal: Terminal) {
    page = Page(terminal)
    self.url = url
    page.title("Tenure runs with sample data")
    page.paragraph(
      "Open \(url) and choose who you are: a customer, a support agent or the operator.")
    page.blank()
    page.fields([
      ("server", url), ("interface", "\(url)/docs"), ("database", folder),
    ])
    page.heading("Keys for programs")
    page.verbatim("operator                  \(keys.operating)", indent: 2)
    page.verbatim("billing, Brightwater only \(keys.billing)", indent: 2)
    page.verbatim("support agent             \(keys.support)", indent: 2)
    page.heading("Lines to paste")
    for sample in samples(keys) + passing(keys, later) {
      page.paragraph(sample.says, indent: 2)
      page.verbatim(sample.command, indent: 4)
    }
    page.blank()
    page.paragraph("Ctrl-C ends it.")
  }

  private func samples(_ keys: DemoKeys) -> [Sample] {
    let premium = "/v1/accounts/acc_brightwater/subscriptions/sub_brightwater_premium"
    return [
      Sample(says: "Is it ready?", command: "curl \(url)/health/ready"),
      Sample(
        says: "Whose subscriptions are there?",
        command: curl("'\(url)/v1/accounts?limit=5'", keys.operating)),
      Sample(
        says: "Which are disabled, everywhere?",
        command: curl("'\(url)/v1/subscriptions?state=disabled&limit=5'", keys.support)),
      Sample(
        says: "What can a billing administrator do with this one, and why not?",
        command: curl("\(url)\(premium)/options", keys.billing)),
      Sample(
        says: "What would cancelling bring back?",
        command: curl("\(url)\(premium)/quotes", keys.billing) + " \(Self.body())"),
      Sample(
        says: "Cancel it, once, however often the line is sent:",
        command: curl("\(url)\(premium)/acts", keys.billing)
          + " -H 'Idempotency-Key: try-1' \(Self.body("\"reason\":\"not-used\""))"),
      Sample(
        says: "The dates that follow, as a calendar:",
        command: curl("\(url)\(premium)/timeline", keys.billing)
          + " -H 'Accept: text/calendar'"),
      Sample(
        says: "Everything that has happened to the account:",
        command: curl("\(url)/v1/accounts/acc_brightwater/events", keys.billing)),
    ]
  }

  /// What time brings, on the account whose time moves only when somebody moves it.
  private func passing(_ keys: DemoKeys, _ later: Timestamp) -> [Sample] {
    let account = "/v1/accounts/\(DemoWorld.clocked)"
    return [
      Sample(
        says: "One account has a clock of its own. Which dates lie ahead of its cancelled one?",
        command: curl(
          "\(url)\(account)/subscriptions/sub_meridian_premium/timeline", keys.support)),
      Sample(
        says: "Let a hundred days pass for it, and see what they bring:",
        command: curl("\(url)\(account)/clock", keys.operating)
          + " -H 'Content-Type: application/json' -d '{\"to\":\"\(later)\"}'"),
      Sample(
        says: "What its people were told on the way:",
        command: curl("'\(url)\(account)/messages?limit=5'", keys.support)),
    ]
  }

  private static func body(_ more: String = "") -> String {
    let members = more.isEmpty ? "" : ",\(more)"
    return "-H 'Content-Type: application/json' -d '{\"act\":\"cancel\"\(members)}'"
  }

  private func curl(_ address: String, _ key: String) -> String {
    "curl \(address) -H 'Authorization: Bearer \(key)'"
  }
}
