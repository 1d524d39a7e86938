import TenureDomain
import TenureEngine

extension ActPage {
  struct Model: Sendable {
    struct Field: Sendable {
      let name: String
      let value: String
    }

    let action: String
    let keep: String
    let faults: [FormFault]
    let hasFaults: Bool
    let news: News?
    let facts: [FactLine]
    let choice: Choice?
    /// Whether something has to be chosen before one sees what it comes to.
    let isAsking: Bool
    let outcome: Consequences?
    let why: WhySection
    let refusal: RefusalView?
    let dates: TimelineView
    let hasDates: Bool
    /// What nobody can undo; nil for what can be.
    let warning: String?
    let isDangerous: Bool
    let button: String
    let acting: ActingFields?
    let chosen: [Field]
    let quote: String
    let shown: String

    init(_ parts: Parts, news: News?, _ visit: Visit) async throws {
      let (decision, input) = (parts.quote.decision, parts.input)
      action = Place.act(parts.owner, parts.id, input.kind).path
      keep = Place.subscription(parts.owner, parts.id).path
      faults = parts.faults
      hasFaults = !faults.isEmpty
      self.news = news
      facts = parts.holding.facts(visit)
      // Where something is still to be chosen, only a "no" that holds for every choice is said.
      let isOpen = !input.isComplete && Self.dependsOnChoice(decision)
      isAsking = isOpen
      choice =
        isOpen || decision.plan != nil || input.isComplete
        ? try await Choice(input, parts, visit) : nil
      let plan = isOpen || !input.isComplete ? nil : decision.plan
      outcome = plan.map {
        Consequences(
          $0, of: decision.act.name, reasons: decision.reasons, parts.holding,
          until: parts.holding.body.term?.end, visit)
      }
      why = WhySection(
        plan == nil ? [] : decision.reasons,
        of: decision.act.name, "refund", "reactivation", "lifecycle", "retention",
        by: parts.quote.edition.id, in: visit)
      refusal =
        plan == nil && !isOpen
        ? RefusalView(
          decision, by: parts.quote.edition.id, on: parts.holding, texts: "act", visit) : nil
      dates = TimelineView(parts.quote.timeline, isPlanned: plan != nil, visit)
      hasDates = !dates.isEmpty && !isOpen
      isDangerous = input.kind == .delete
      warning = isDangerous && plan != nil ? visit.text("act.delete-warning") : nil
      button = visit.text("act.names.\(input.kind.rawValue)")
      acting = parts.acting
      chosen = input.fields.map { Field(name: $0.name, value: $0.value) }
      quote = parts.quote.quote
      shown = ShownSummary(parts.quote).text
    }

    /// Whether the answer is open only as long as nothing was chosen.
    private static func dependsOnChoice(_ decision: DecisionBody) -> Bool {
      switch Outcome(rawValue: decision.outcome) {
      case .permitted: true
      case .undetermined: decision.missing.allSatisfy { $0.name.hasPrefix("act.") }
      default: false
      }
    }
  }
}
