import HTTPTypes
import TenureDomain
import TenureEngine

/// Everything about cancelling a subscription, on one page, and the button that does it.
enum CancelPage {
  static let routes: [Route] = [
    .get("/accounts/{account}/subscriptions/{subscription}/cancel") { try await answer($0) },
    .post("/accounts/{account}/subscriptions/{subscription}/cancel", post),
  ]

  static let request = ActRequest(Act(.cancel))

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let (account, id) = (try visit.accountID(), try visit.subscriptionID())
    var request = request
    request.reason = visit.form["reason"].flatMap { LeavingReason(rawValue: $0) }
    request.feedback = visit.form["feedback"]?.replacing("\0", with: "")
    if let faults = ReasonChoice.feedbackFaults(in: visit) {
      return try await answer(visit, faults: faults).faulty
    }
    switch try await visit.submit(request, on: id, of: account) {
    case .answered(let receipt): return .redirect(.receipt(account, receipt))
    case .changed: return try await answer(visit, isChanged: true).with { $0.status = .conflict }
    case .faulty(let faults): return try await answer(visit, faults: faults).faulty
    }
  }

  /// The page as things stand, with what was typed.
  private static func answer(
    _ visit: Visit, faults: [FormFault] = [], isChanged: Bool = false
  ) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let (owner, id) = (try visit.accountID(), try visit.subscriptionID())
    let caller = try visit.caller()
    let quote = try await visit.engine.quote(
      request, on: id, of: owner, by: caller, language: visit.language)
    let body = try await visit.engine.subscription(id, of: owner, by: caller).body
    let holding = try await Holding(body, visit)
    let options = quote.decision.plan == nil ? [] : try await others(than: body, visit)
    let parts = Parts(
      account: account, owner: owner, id: id, quote: quote, holding: holding, options: options,
      acting: try await ActingFields(visit, faults: faults), faults: faults)
    let shown = visit.form["shown"].flatMap { ShownSummary($0) }
    let model = Model(parts, news: isChanged ? News(shown, now: quote, visit) : nil, visit)
    let product = visit.product(body.product)
    return .page(
      "cancel", title: visit.text("cancel.title", ["product": product]),
      lead: lead(quote, visit), in: account.kind == "consumer" ? .account : .subscriptions,
      under: visit.crumbs(to: id, called: product), model)
  }

  /// The acts that the page names beside cancelling, decided now.
  private static func others(
    than body: SubscriptionBody, _ visit: Visit
  ) async throws -> [DecisionBody] {
    let words = SubscriptionWords(body, visit)
    let options = try await visit.engine.options(
      of: words.id, in: words.account, by: try visit.caller(), language: visit.language
    ).body.options
    let named = Set(Alternative.acts.map(\.rawValue))
    return try await ActProbe(words).filled(options.filter { named.contains($0.act.name) })
  }

  /// The one sentence that somebody needs who reads no further.
  private static func lead(_ quote: QuoteBody, _ visit: Visit) -> String {
    guard let plan = quote.decision.plan else {
      return visit.text("cancel.lead.\(quote.decision.outcome)")
    }
    let ends = quote.timeline.milestones.first { $0.milestone == MilestoneKind.accessEnds.rawValue }
    if plan.effect == Effect.atTermEnd.rawValue
      || !plan.changes.contains(where: { $0.change == "end" })
    {
      guard let ends else { return visit.text("cancel.lead.later") }
      return visit.text("cancel.lead.on-date", ["date": visit.date(ends.date)])
    }
    guard let refund = plan.refund else {
      let isOpen = plan.open.contains { $0.field == OpenField.Field.refund.rawValue }
      return visit.text(isOpen ? "cancel.lead.now" : "cancel.lead.now-without")
    }
    return visit.text("cancel.lead.now-with", ["amount": visit.money(refund.amount)])
  }
}

extension Visit {
  /// The pages above one about a subscription.
  func crumbs(to id: SubscriptionID, called product: String) -> [Crumb] {
    guard let account, let owner = AccountID(account.id) else { return [] }
    let isConsumer = account.kind == "consumer"
    let list =
      isConsumer
      ? Crumb(text("frame.own-sections.account"), .account(owner))
      : Crumb(text("frame.sections.subscriptions"), .subscriptions(owner))
    return [list, Crumb(product, .subscription(owner, id))]
  }
}
