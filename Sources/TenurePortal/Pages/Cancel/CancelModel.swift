import TenureDomain
import TenureEngine

extension CancelPage {
  /// What the page is made from.
  struct Parts: Sendable {
    let account: AccountBody
    let owner: AccountID
    let id: SubscriptionID
    let quote: QuoteBody
    let holding: Holding
    /// Other acts, decided now; empty unless the subscription can be cancelled.
    let options: [DecisionBody]
    let acting: ActingFields?
    let faults: [FormFault]

    var decision: DecisionBody { quote.decision }
  }

  struct Model: Sendable {
    /// Where the form goes. No member of a page is called `path`: templates look for what a line
    /// lacks in what is around it.
    let action: String
    /// Where whoever does not cancel goes on.
    let keep: String
    let faults: [FormFault]
    let hasFaults: Bool
    let news: News?
    let facts: [FactLine]
    /// What cancelling comes to; nil if it cannot be done now.
    let outcome: Consequences?
    let refundWhy: WhySection
    let effectWhy: WhySection
    let datesWhy: WhySection
    let dates: TimelineView
    let hasDates: Bool
    let refusal: RefusalView?
    let steps: [Step]
    let hasSteps: Bool
    let alternatives: [Alternative]
    let acting: ActingFields?
    let reasons: ReasonChoice
    let quote: String
    let shown: String

    init(_ parts: Parts, news: News?, _ visit: Visit) {
      let (decision, plan) = (parts.decision, parts.decision.plan)
      action = Place.cancel(parts.owner, parts.id).path
      keep = Place.subscription(parts.owner, parts.id).path
      faults = parts.faults
      hasFaults = !faults.isEmpty
      self.news = news
      facts = parts.holding.facts(visit)
      outcome = plan.map {
        Consequences(
          $0, of: decision.act.name, reasons: decision.reasons, parts.holding,
          until: parts.holding.body.term?.end, visit)
      }
      let (reasons, edition) = (decision.reasons, parts.quote.edition.id)
      refundWhy = WhySection(reasons, of: "refund", by: edition, in: visit)
      effectWhy = WhySection(reasons, of: decision.act.name, by: edition, in: visit)
      datesWhy = WhySection(reasons, of: "lifecycle", "retention", by: edition, in: visit)
      dates = TimelineView(parts.quote.timeline, isPlanned: plan != nil, visit)
      hasDates = !dates.isEmpty
      refusal =
        plan == nil
        ? RefusalView(
          decision, by: edition, on: parts.holding, texts: "cancel", visit) : nil
      steps = plan.map { Step.all($0, parts, visit) } ?? []
      hasSteps = !steps.isEmpty
      alternatives = plan == nil ? [] : Alternative.all(parts, visit)
      acting = parts.acting
      self.reasons = ReasonChoice(parts, visit)
      quote = parts.quote.quote
      shown = ShownSummary(parts.quote).text
    }
  }
}

extension QuoteBody {
  /// When access ends; nil if it does not.
  var accessEnds: String? {
    timeline.milestones.first { $0.milestone == MilestoneKind.accessEnds.rawValue }?.date
  }
}
