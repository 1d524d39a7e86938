import TenureDomain
import TenureEngine
import TenurePolicy

/// Where a support agent begins: finds a customer, and sees who waits for a call.
enum SupportPage {
  struct Model: Sendable {
    let path: String
    /// What was looked for; empty if nothing was.
    let text: String
    let isSearched: Bool
    let found: [FoundAccount]
    let hasFound: Bool
    let caption: String
    /// What is said where there may be more; nil where all is shown.
    let more: String?
    let none: String
    let list: CaseList
    let hasWaiting: Bool
    let cases: String
  }

  static let routes: [Route] = [.get("/support", get)]

  /// So many who wait are shown; the others stand on the page of all.
  private static let waitingShown = 5
  /// So many accounts a search finds at most.
  private static let mostFound = 20

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let text = (visit.query["q"] ?? "").trimmed
    let caller = try visit.caller()
    let accounts = try await visit.engine.searchAccounts(text: text, by: caller)
    var found: [FoundAccount] = []
    for account in accounts { found.append(try await FoundAccount(account, text, visit)) }
    let waiting = try await visit.engine.findCases(
      state: .open, after: nil, limit: waitingShown, by: caller)
    let lines = try await visit.lines(of: waiting.items)
    let model = Model(
      path: Place.support.path, text: text, isSearched: !text.isEmpty, found: found,
      hasFound: !found.isEmpty, caption: visit.count("support.found", found.count),
      more: found.count < mostFound
        ? nil : visit.text("support.more", ["count": visit.say.number(mostFound)]),
      none: visit.text("support.none-what", ["text": text]), list: CaseList(cases: lines),
      hasWaiting: !lines.isEmpty, cases: Place.cases.path)
    return .page(
      "support", title: visit.text("support.title"), lead: visit.text("support.lead"),
      in: .support, model)
  }
}
