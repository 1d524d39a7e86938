import HTTPTypes
import TenureDomain
import TenureEngine

/// What any act but cancelling comes to, and the button that does it.
enum ActPage {
  static let routes: [Route] = [
    .get("/accounts/{account}/subscriptions/{subscription}/acts/{act}", get),
    .post("/accounts/{account}/subscriptions/{subscription}/acts/{act}", post),
  ]

  /// What the page is made from.
  struct Parts: Sendable {
    let owner: AccountID
    let id: SubscriptionID
    let input: ActInput
    let quote: QuoteBody
    let holding: Holding
    let acting: ActingFields?
    let faults: [FormFault]
  }

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let (account, id) = (try visit.accountID(), try visit.subscriptionID())
    let kind = try kind(visit)
    let place = Place.page(of: kind, on: id, of: account)
    guard case .act = place else { return .redirect(place) }
    let input = ActInput(kind, visit)
    return try await answer(visit, input, faults: input.faults)
  }

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let (account, id) = (try visit.accountID(), try visit.subscriptionID())
    let input = ActInput(try kind(visit), visit)
    guard input.faults.isEmpty, input.isComplete else {
      return try await answer(visit, input, faults: input.faults).faulty
    }
    do {
      switch try await visit.submit(input.request, on: id, of: account) {
      case .answered(let receipt): return .redirect(.receipt(account, receipt))
      case .changed:
        return try await answer(visit, input, isChanged: true).with { $0.status = .conflict }
      case .faulty(let faults): return try await answer(visit, input, faults: faults).faulty
      }
    } catch EngineError.domainInUse(let domain, let people) {
      let text = visit.count("act.domain-in-use", people.count, ["domain": domain])
      let faults = [FormFault(field: "domain", text: text)]
      return try await answer(visit, input, faults: faults).faulty
    }
  }

  private static func kind(_ visit: Visit) throws -> ActKind {
    guard let kind = visit.parameters["act"].flatMap({ ActKind(rawValue: $0) }) else {
      throw Trouble(.notFound)
    }
    return kind
  }

  private static func answer(
    _ visit: Visit, _ input: ActInput, faults: [FormFault] = [], isChanged: Bool = false
  ) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let (owner, id) = (try visit.accountID(), try visit.subscriptionID())
    let caller = try visit.caller()
    let quote: QuoteBody
    do {
      quote = try await visit.engine.quote(
        input.request, on: id, of: owner, by: caller, language: visit.language)
    } catch EngineError.invalid where input.target != nil {
      // Nobody can be moved there, whoever wrote the address.
      let fault = FormFault(
        field: "toSubscription", text: visit.text("outcome.faults.toSubscription"))
      var input = input
      input.target = nil
      return try await answer(visit, input, faults: faults + [fault], isChanged: isChanged)
    }
    let body = try await visit.engine.subscription(id, of: owner, by: caller).body
    let parts = Parts(
      owner: owner, id: id, input: input, quote: quote, holding: try await Holding(body, visit),
      acting: try await ActingFields(visit, faults: faults), faults: faults)
    let shown = visit.form["shown"].flatMap { ShownSummary($0) }
    let model = try await Model(
      parts, news: isChanged ? News(shown, now: quote, visit) : nil, visit)
    let page = PageAnswer.page(
      "act", title: visit.text("act.names.\(input.kind.rawValue)"),
      lead: lead(parts, model, visit), in: account.kind == "consumer" ? .account : .subscriptions,
      under: visit.crumbs(to: id, called: visit.product(body.product)), model)
    return model.hasFaults ? page.faulty : page
  }

  /// The one sentence that somebody needs who reads no further.
  private static func lead(_ parts: Parts, _ model: Model, _ visit: Visit) -> String {
    let decision = parts.quote.decision
    if model.isAsking { return visit.text("act.lead.ask") }
    guard let plan = decision.plan else { return visit.text("act.lead.\(decision.outcome)") }
    if let charge = plan.charge {
      return visit.text("act.lead.charge", ["amount": visit.money(charge.amount)])
    }
    if let refund = plan.refund {
      return visit.text("act.lead.refund", ["amount": visit.money(refund.amount)])
    }
    if let end = parts.quote.accessEnds, parts.input.kind == .turnOffRecurringBilling {
      return visit.text("act.lead.until", ["date": visit.date(end)])
    }
    let isLater = plan.effect == Effect.atTermEnd.rawValue
    if isLater, let end = parts.holding.body.term?.end {
      return visit.text("act.lead.later", ["date": visit.date(end)])
    }
    return visit.text("act.lead.now")
  }
}
