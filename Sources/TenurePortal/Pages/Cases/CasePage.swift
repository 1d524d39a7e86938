import HTTPTypes
import TenureDomain
import TenureEngine
import TenurePolicy

/// One wish to be called, and what came of it.
enum CasePage {
  // The account is not called `account` here: the page is the agent's own, not one of the
  // customer's.
  static let routes: [Route] = [
    .get("/support/cases/{owner}/{case}") { visit in try await page(visit) },
    .post("/support/cases/{owner}/{case}", post),
  ]

  /// How many characters may be told of what came of it.
  static let mostOutcome = 1_000

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let (owner, id) = try ids(visit)
    guard let outcome = visit.form["outcome"] else {
      return try await faulty(visit, "cases.outcome-missing")
    }
    guard outcome.unicodeScalars.count <= mostOutcome else {
      return try await faulty(visit, "cases.outcome-long")
    }
    let body = try JSONText.bytes(["outcome": outcome, "state": CaseState.done.rawValue])
    do {
      _ = try await visit.engine.closeCase(
        id, of: owner, body, by: try visit.caller(),
        ifVersion: visit.form["version"].flatMap { Int64($0) }, once: try visit.once())
    } catch EngineError.changed {
      return try await page(visit, isLate: true).with { $0.status = .conflict }
    } catch EngineError.keyReused {
      return try await page(visit, isLate: true).with { $0.status = .conflict }
    }
    return .go(Place.supportCase(owner, id.text).path([("done", "closed")]))
  }

  private static func ids(_ visit: Visit) throws -> (AccountID, CaseID) {
    (try visit.id("owner", Named.Account.self), try visit.id("case", Named.Case.self))
  }

  private static func faulty(_ visit: Visit, _ key: String) async throws -> PageAnswer {
    let text = visit.text(key, ["most": visit.say.number(mostOutcome)])
    return try await page(visit, [FormFault(field: "outcome", text: text)]).faulty
  }

  /// - Parameter isLate: whether somebody else closed it first.
  private static func page(
    _ visit: Visit, _ faults: [FormFault] = [], isLate: Bool = false
  ) async throws -> PageAnswer {
    let (owner, id) = try ids(visit)
    let caller = try visit.caller()
    // Who asked sees their cases where they asked for them; this page is for who sees to them.
    try caller.may(.findCases)
    let body = try await visit.engine.supportCase(id, of: owner, by: caller).body
    let account = try await visit.engine.account(owner, by: caller).body
    let who = try await visit.name(ofAsker: body)
    let model = try await Model(body, of: account, by: who, faults, isLate: isLate, visit)
    return .page(
      "case", title: visit.text("cases.call-for", ["name": who]),
      lead: visit.text("cases.lead-\(body.state)"), in: .cases,
      under: [Crumb(visit.text("cases.title"), .cases)], model)
  }
}
