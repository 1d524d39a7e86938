import HTTPTypes
import TenureDomain
import TenureEngine
import TenurePolicy

/// Closing an account: what comes first, what it does, and the one button (CLO-02 to CLO-12).
enum ClosingPage {
  struct Model: Sendable {
    /// One point of the checklist.
    struct Item: Sendable {
      let text: String
      let isDone: Bool
      let open: [Thing]
      /// What all of these things take alike.
      let steps: [Step]
      let hasSteps: Bool
      let hasOpen: Bool
      /// How many more things are open than are named; nil if all are.
      let more: String?
    }

    /// One thing that keeps a point open.
    struct Thing: Sendable {
      let name: String
      let place: String?
      let note: String?
      let export: Export?
      var steps: [Step]
      var hasSteps = true
    }

    struct Export: Sendable {
      let id: String
      let percent: Int
      let words: String
    }

    /// One way on, in order.
    struct Step: Sendable, Hashable {
      let text: String
      let path: String?
      let note: String?
    }

    let path: String
    let items: [Item]
    let hasItems: Bool
    /// Whether closing is possible now.
    let isOpen: Bool
    let reasons: [ReasonView]
    let hasReasons: Bool
    let ways: [WayLink]
    let hasWays: Bool
    let faults: [FormFault]
    let hasFaults: Bool
    /// What is wrong with the box; nil if nothing is.
    let fault: String?
    let acting: ActingFields?
    /// The receipt of a "no" that was just given.
    let refused: TextLink?
    let isConsumer: Bool
    let keep: String
    let calendar: String
    let subscriptions: String
    let storage: String
  }

  static let routes: [Route] = [
    .get("/accounts/{account}/closing") { visit in
      try await page(try AccountVisit(visit))
    },
    .post("/accounts/{account}/closing", isLast: true, post),
  ]

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let told = try await ActingFields.told(in: visit)
    var faults = told.faults
    let isUnderstood = visit.form["understood"] == "yes"
    if !isUnderstood {
      faults.append(
        FormFault(field: "understood", text: visit.text("closing.not-understood")))
    }
    guard faults.isEmpty else { return try await page(own, faults: faults).faulty }
    let answer = try await own.engine.closeAccount(
      own.id, try ClosingBody(told.given).bytes(), by: own.caller, once: try visit.once())
    let result = try JSONText.value(ActResultBody.self, answer.body)
    let receipt = Place.receipt(own.id, ReceiptID(stored: result.receipt.id))
    guard answer.status == 200 else {
      let link = TextLink(visit.text("closing.refused-receipt"), receipt)
      return try await page(own, refused: link).with { $0.status = .conflict }
    }
    return try await ClosedAnswer(own).page(after: result.receipt)
  }

  private static func page(
    _ own: AccountVisit, faults: [FormFault] = [], refused: TextLink? = nil
  ) async throws -> PageAnswer {
    let visit = own.visit
    let body = try await own.engine.closure(of: own.id, by: own.caller, language: visit.language)
    if body.closed != nil { return try await ClosedAnswer(own).page() }
    let items = try await ClosingList(own, body).items()
    let reasons = body.decision.reasons.map { ReasonView($0, of: nil, visit) }
    let isOpen = body.decision.outcome == Outcome.permitted.rawValue
    // What the checklist links already is not said again.
    let stepped = Set(body.items.flatMap(\.open).flatMap(\.steps).map(\.way))
    let ways = visit.ways(
      body.decision.waysForward.filter { !stepped.contains($0.way) }, on: nil, of: own.id)
    let model = Model(
      path: Place.closing(own.id).path, items: items, hasItems: !items.isEmpty, isOpen: isOpen,
      reasons: isOpen ? [] : reasons, hasReasons: !isOpen && !reasons.isEmpty, ways: ways,
      hasWays: !ways.isEmpty, faults: faults, hasFaults: !faults.isEmpty,
      fault: faults["understood"],
      acting: isOpen ? try await ActingFields(visit, faults: faults) : nil, refused: refused,
      isConsumer: own.isConsumer, keep: Place.account(own.id).path,
      calendar: Place.calendar(own.id).path, subscriptions: Place.subscriptions(own.id).path,
      storage: Place.storage(own.id).path)
    return .page(
      "closing", title: visit.text("closing.title"),
      lead: visit.text(isOpen ? "closing.lead-open" : "closing.lead"), in: .closing, model)
  }
}

/// What is sent to close an account.
private struct ClosingBody: Encodable {
  var understood = true
  var onBehalfOf: String?
  var supportReason: String?

  init(_ given: ActingFields.Given?) {
    onBehalfOf = given?.onBehalfOf?.text
    supportReason = given?.reason
  }

  func bytes() throws -> [UInt8] { try JSONText.bytes(self) }
}
