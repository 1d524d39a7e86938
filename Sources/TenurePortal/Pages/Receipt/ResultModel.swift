import TenureDomain
import TenureEngine
import TenurePolicy

extension ResultPage {
  struct Model: Sendable {
    struct Link: Sendable {
      let name: String
      let path: String
    }

    let heading: String
    let received: String
    let number: String
    /// Whom a message goes to; nil for nobody.
    let told: String?
    let document: String
    let file: String
    let outcome: Consequences?
    let refusal: RefusalView?
    let why: WhySection
    let dates: TimelineView
    let hasDates: Bool
    let calendarFile: String?
    let calendar: String
    let undo: Undo?
    let party: [FactLine]
    let next: [Link]

    init(_ parts: Parts, _ visit: Visit) {
      let (receipt, decision) = (parts.receipt, parts.receipt.decision)
      let plan = decision.plan
      heading = Self.heading(parts, visit)
      received = visit.text("receipt.received", ["time": visit.dateTime(receipt.received.at)])
      number = receipt.id
      told = Self.told(plan, visit)
      document = Place.receiptDocument(parts.owner, parts.id).path
      file = Place.receipt(parts.owner, parts.id).path([("form", "jws")])
      outcome = plan.map {
        Consequences(
          $0, of: decision.act.name, reasons: decision.reasons, parts.holding,
          until: parts.holding?.body.term?.end, visit)
      }
      refusal =
        plan == nil && decision.outcome != Outcome.permitted.rawValue
        ? RefusalView(
          decision, by: receipt.edition?.id, on: parts.holding, texts: "act", visit) : nil
      why = WhySection(
        plan == nil ? [] : decision.reasons,
        of: decision.act.name, "refund", "reactivation", "lifecycle", "retention",
        by: receipt.edition?.id, in: visit)
      dates =
        receipt.timeline.map { TimelineView($0, visit) }
        ?? TimelineView([], visit)
      hasDates = !dates.isEmpty
      calendarFile = parts.subscription.map { Place.calendarFile(parts.owner, $0).path }
      calendar = Place.calendar(parts.owner).path
      undo = Undo(parts, visit)
      party = parts.party
      next = Self.next(parts, visit)
    }

    /// What happened, in a sentence.
    private static func heading(_ parts: Parts, _ visit: Visit) -> String {
      let decision = parts.receipt.decision
      guard let act = ActKind(rawValue: decision.act.name) else {
        return visit.text("receipt.title")
      }
      guard decision.outcome == Outcome.permitted.rawValue else {
        return visit.text(
          "receipt.not-done.\(decision.outcome)",
          ["act": visit.text("act.names.\(act.rawValue)")])
      }
      let endsNow = decision.plan?.changes.contains { $0.change == "end" } ?? false
      let key = act == .cancel && !endsNow ? "cancel-later" : act.rawValue
      return visit.say.text(
        "notices.act.\(key).title", ["subscription": subscription(parts, visit)])
    }

    private static func subscription(_ parts: Parts, _ visit: Visit) -> String {
      guard let product = parts.holding?.body.product else {
        return visit.say.text("notices.name.unknown")
      }
      let isOwn = if case .consumer = visit.face { true } else { false }
      return visit.say.text(
        "notices.name.\(isOwn ? "owner" : "organisation")", ["product": visit.product(product)])
    }

    private static func told(_ plan: PlanBody?, _ visit: Visit) -> String? {
      let roles = (plan?.messages ?? []).flatMap(\.recipients).compactMap { Role(rawValue: $0) }
      guard !roles.isEmpty else { return nil }
      return visit.text(
        "receipt.told", ["people": visit.say.list(roles.map { visit.say.name(of: $0) })])
    }

    private static func next(_ parts: Parts, _ visit: Visit) -> [Link] {
      let owner = parts.owner
      var links: [Link] = []
      func add(_ key: String, _ place: Place) {
        links.append(Link(name: visit.text("receipt.next-\(key)"), path: place.path))
      }
      let losses = parts.receipt.decision.plan?.losses ?? []
      if let id = parts.subscription, losses.contains(where: { $0.loss == "export" }) {
        add("export", .export(owner, id))
      }
      if losses.contains(where: { $0.loss == "storage" }) { add("storage", .storage(owner)) }
      let plan = parts.receipt.decision.plan
      if plan?.refund != nil || plan?.charge != nil { add("money", .money(owner)) }
      if let id = parts.subscription { add("subscription", .subscription(owner, id)) }
      add("account", .account(owner))
      return links
    }
  }

  /// The act that takes another back, as long as it is possible.
  struct Undo: Sendable {
    struct Link: Sendable {
      let name: String
      let path: String
    }

    let text: String
    let link: Link?

    /// Nil for what was not done, and for what nothing takes back by its nature.
    init?(_ parts: Parts, _ visit: Visit) {
      let decision = parts.receipt.decision
      guard decision.outcome == Outcome.permitted.rawValue, let id = parts.subscription,
        let act = ActKind(rawValue: decision.act.name), let acts = Self.acts[act]
      else { return nil }
      guard parts.holding?.body.lastReceipt == parts.receipt.id else {
        text = visit.text("receipt.superseded")
        link = Link(
          name: visit.text("receipt.next-subscription"),
          path: Place.subscription(parts.owner, id).path)
        return
      }
      let possible = acts.lazy.compactMap { act in
        parts.options.first {
          $0.act.name == act.rawValue && $0.outcome == Outcome.permitted.rawValue
        }.map { (act: act, plan: $0.plan) }
      }.first
      guard let possible else {
        (text, link) = (visit.text("receipt.no-undo"), nil)
        return
      }
      // What begins a new term takes nothing back: it is bought again.
      let isAnew = possible.plan?.changes.contains { $0.change == "begin" } ?? false
      let key = isAnew ? "receipt.anew" : "receipt.undo"
      text =
        Self.lastDay(for: possible.act, parts, visit).map {
          visit.text("\(key)-until", ["date": visit.say.date($0)])
        } ?? visit.text("\(key)-now")
      link = Link(
        name: visit.text("act.names.\(possible.act.rawValue)"),
        path: Place.page(of: possible.act, on: id, of: parts.owner).path)
    }

    /// The acts that take an act back, the nearest first.
    private static let acts: [ActKind: [ActKind]] = [
      .cancel: [.reactivate, .keep, .turnOnRecurringBilling],
      .turnOffRecurringBilling: [.keep, .turnOnRecurringBilling],
      .turnOnRecurringBilling: [.turnOffRecurringBilling],
      .keep: [.turnOffRecurringBilling],
      .suspend: [.resume],
      .delete: [.reactivate],
    ]

    /// The last day on which it is possible: the term's own end is too late for keeping it.
    private static func lastDay(
      for act: ActKind, _ parts: Parts, _ visit: Visit
    ) -> CalendarDate? {
      let kind: MilestoneKind = act == .reactivate ? .reactivableUntil : .termEnds
      guard
        let milestone = parts.present?.milestones.first(where: { $0.milestone == kind.rawValue })
      else { return nil }
      let day = visit.day(of: milestone)
      return kind == .termEnds ? day?.adding(days: -1) : day
    }
  }
}
