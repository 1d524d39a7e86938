import TenureDomain
import TenureEngine
import TenurePolicy

extension CasePage {
  struct Model: Sendable {
    let path: String
    let done: String?
    let faults: [FormFault]
    let hasFaults: Bool
    let fault: String?
    let facts: [FactLine]
    let note: [String]
    let hasNote: Bool
    let links: [TextLink]
    let isOpen: Bool
    let version: String
    /// What was typed before; empty if nothing was.
    let typed: String
    let hasTyped: Bool
    /// What is said to who came second; nil to anybody else.
    let late: String?
    /// What came of it, where that is known.
    let outcome: [String]
    let hasOutcome: Bool

    init(
      _ body: CaseBody, of account: AccountBody, by who: String, _ faults: [FormFault],
      isLate: Bool, _ visit: Visit
    ) async throws {
      let owner = AccountID(stored: account.id)
      path = Place.supportCase(owner, body.id).path
      done = visit.query["done"] == "closed" ? visit.text("cases.closed") : nil
      self.faults = faults
      hasFaults = !faults.isEmpty
      fault = faults["outcome"]
      let about = try await Self.subscription(body, visit)
      facts = try await Self.facts(body, of: account, by: who, about, visit)
      note = Self.lines(body.note)
      hasNote = !note.isEmpty
      links = Self.links(body, about, visit)
      isOpen = body.state == CaseState.open.rawValue
      version = "\(body.version)"
      typed = visit.form["outcome"] ?? ""
      hasTyped = !typed.isEmpty
      late = isLate ? visit.text("cases.late") : nil
      outcome = Self.lines(body.outcome)
      hasOutcome = !outcome.isEmpty
    }

    private static func lines(_ text: String?) -> [String] {
      (text ?? "").split(whereSeparator: \.isNewline).map(String.init)
    }

    private static func subscription(
      _ body: CaseBody, _ visit: Visit
    ) async throws -> SubscriptionBody? {
      guard let id = body.subscription else { return nil }
      return try await visit.engine.subscription(
        SubscriptionID(stored: id), of: AccountID(stored: body.account), by: try visit.caller()
      ).body
    }

    private static func facts(
      _ body: CaseBody, of account: AccountBody, by who: String, _ about: SubscriptionBody?,
      _ visit: Visit
    ) async throws -> [FactLine] {
      let owner = AccountID(stored: account.id)
      let zone = visit.engine.zones.zone(account.timeZone) ?? .utc
      func line(_ key: String, _ value: String, path: String? = nil) -> FactLine {
        FactLine(visit.text("cases.\(key)"), value, path: path)
      }
      func moment(_ key: String, _ text: String) -> FactLine {
        let said = Timestamp(text).map { visit.say.dateTime($0, in: zone) } ?? text
        return FactLine(visit.text("cases.\(key)"), said, day: text, note: account.timeZone)
      }
      var lines = [
        line("who", who), line("account", account.name, path: Place.account(owner).path),
        line(
          "phone", body.phone ?? visit.text("cases.erased"),
          path: body.phone.flatMap(CaseLine.address)),
        line("best-time", body.bestTime ?? visit.text("cases.any-time")),
        line("language", language(body.language, visit)),
      ]
      if let about {
        lines.append(
          line(
            "about", visit.product(about.product),
            path: Place.subscription(owner, SubscriptionID(stored: about.id)).path))
      } else {
        lines.append(line("about", visit.text("cases.whole")))
      }
      if let act = body.act.flatMap({ ActKind(rawValue: $0) }) {
        lines.append(line("wanted", visit.say.name(of: act)))
      }
      lines.append(moment("asked", body.created))
      if let done = body.done { lines.append(moment("done", done)) }
      if let by = body.doneBy { lines.append(line("done-by", try await visit.name(of: by))) }
      lines.append(line("number", body.id))
      return lines
    }

    /// The language's own name; its tag for one that the pages do not speak.
    private static func language(_ tag: String, _ visit: Visit) -> String {
      guard visit.languages.contains(tag) else { return tag }
      return visit.engine.shelf.localizer(for: tag).text("portal.frame.language")
    }

    /// The customer's pages that the call is likely to be about.
    private static func links(
      _ body: CaseBody, _ about: SubscriptionBody?, _ visit: Visit
    ) -> [TextLink] {
      let owner = AccountID(stored: body.account)
      // Who asked to be called is whom the agent acts for.
      let asker = body.person.map { [(name: ActingFields.personField, value: $0)] } ?? []
      func link(_ key: String, _ place: Place) -> TextLink {
        TextLink(visit.text("cases.\(key)"), place, asker)
      }
      var links = [link("see-account", .account(owner))]
      guard let about else { return links }
      let id = SubscriptionID(stored: about.id)
      links.append(link("see-subscription", .subscription(owner, id)))
      links.append(link("see-options", .options(owner, id)))
      if let act = body.act.flatMap({ ActKind(rawValue: $0) }) {
        links.append(link("see-act", Place.page(of: act, on: id, of: owner)))
      }
      return links
    }
  }
}
