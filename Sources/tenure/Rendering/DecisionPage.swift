import TenureDomain
import TenurePolicy

/// The answer to a question, for people.
struct DecisionPage {
  let run: ScenarioRun
  let say: Localizer
  private(set) var page: Page

  init(_ run: ScenarioRun, _ say: Localizer, _ terminal: Terminal) {
    self.run = run
    self.say = say
    page = Page(terminal)
    if !run.scenario.title.isEmpty { page.title(run.scenario.title) }
    for (index, result) in run.results.enumerated() {
      if run.results.count > 1 {
        page.heading(say.text("cli.question", ["number": say.number(index + 1)]))
      } else {
        page.blank()
      }
      add(result)
    }
  }

  var text: String { page.text }

  private func label(_ key: String) -> String { say.text("cli.\(key)") }

  private mutating func add(_ result: StepResult) {
    addQuestion(result)
    addMeanwhile(result)
    addOutcome(result)
    if result.decision == nil, !result.missing.isEmpty { page.paragraph(label("stuck"), indent: 2) }
    if let decision = result.decision {
      addReasons(decision)
      addBlockers(decision)
      if let plan = decision.plan { addPlan(plan, decision, result) }
    }
    addMissing(result)
    addState(result)
    addDates(result)
    if let decision = result.decision { addWays(decision) }
  }

  private mutating func addQuestion(_ result: StepResult) {
    let zone = result.subject.account.zone
    let utc = say.dateTime(result.step.at, in: .utc)
    let local = say.dateTime(result.step.at, in: zone)
    let asked = say.text(
      local == utc ? "cli.askedAt" : "cli.askedLocal",
      ["utc": utc, "local": local, "zone": zone.name])
    var fields = [
      (label("asked"), result.step.act.map { say.name(of: $0) } ?? label("onlyTime")),
      ("", asked),
    ]
    if let role = result.subject.actor.role {
      fields.append((label("askedBy"), say.name(of: role)))
    }
    fields.append((label("policy"), "\(result.edition.id)"))
    if !result.step.facts.isEmpty {
      fields.append((label("told"), result.step.facts.map(\.path).joined(separator: ", ")))
    }
    page.fields(fields)
  }

  private mutating func addOutcome(_ result: StepResult) {
    guard let outcome = result.outcome else { return }
    let ink = page.ink
    let act = result.step.act.map { say.name(of: $0.kind) } ?? label("onlyTime")
    let text = say.text("cli.answer", ["act": act, "outcome": say.name(of: outcome)])
    page.blank()
    page.paragraph(text, mark: "■ ") { ink.outcome($0, outcome) }
  }

  private mutating func addMeanwhile(_ result: StepResult) {
    guard !result.happenings.isEmpty else { return }
    page.heading(label("meanwhile"))
    let zone = result.subject.account.zone
    page.fields(
      result.happenings.map { happening in
        let changes = happening.changes.compactMap { say.sentence($0, in: zone) }
        return (say.date(zone.localDate(of: happening.at)), changes.joined(separator: " "))
      }, indent: 2)
  }

  private mutating func addReasons(_ decision: Decision) {
    guard !decision.reasons.isEmpty else { return }
    page.heading(label("why"))
    var said: [String] = []
    for sentence in decision.reasons.map({ say.sentence($0.rule, decision.facts) })
    where !said.contains(sentence) {
      said.append(sentence)
      page.paragraph(sentence, indent: 2, mark: "• ")
      // A sentence that several rules share is said once.
      for reason in decision.reasons where say.sentence(reason.rule, decision.facts) == sentence {
        add(reason, decision)
      }
    }
  }

  private mutating func add(_ reason: Reason, _ decision: Decision) {
    page.paragraph(origin(reason.rule), indent: 4, paint: page.ink.faint)
    let facts = reason.facts(in: decision.facts).map { fact, value in
      say.text(
        "cli.fact", ["name": say.name(of: fact), "value": say.value(value, of: fact)])
    }
    if !facts.isEmpty {
      let text = say.text("cli.facts", ["facts": facts.joined(separator: "; ")])
      page.paragraph(text, indent: 4, paint: page.ink.faint)
    }
  }

  /// The rule's id, what it carries out, and the document it follows.
  private func origin(_ rule: RuleHeader) -> String {
    var parts = [say.text("cli.rule", ["rule": rule.id])]
    if !rule.implements.isEmpty { parts.append(rule.implements.joined(separator: ", ")) }
    if rule.isHouse { parts.append(label("house")) }
    if let citation = rule.citation { parts.append(say.citation(citation)) }
    return parts.joined(separator: " · ")
  }

  private mutating func addBlockers(_ decision: Decision) {
    guard !decision.blockers.isEmpty else { return }
    page.heading(label("blockers"))
    for item in decision.blockers { page.paragraph(say.blocker(item), indent: 2, mark: "☐ ") }
  }

  private mutating func addPlan(_ plan: Plan, _ decision: Decision, _ result: StepResult) {
    let changes = plan.changes.compactMap { say.sentence($0, in: result.subject.account.zone) }
    if !changes.isEmpty {
      page.heading(label("happens"))
      for change in changes { page.paragraph(change, indent: 2, mark: "• ") }
    }
    addMoney(plan, decision)
    if !plan.losses.isEmpty {
      page.heading(label("lost"))
      for loss in plan.losses { page.paragraph(say.sentence(loss), indent: 2, mark: "• ") }
    }
    if !plan.open.isEmpty {
      page.heading(label("open"))
      for field in plan.open { page.paragraph(say.sentence(field), indent: 2, mark: "• ") }
    }
    for message in plan.messages {
      page.heading(label("recipients"))
      page.paragraph(say.list(message.recipients.map { say.name(of: $0) }), indent: 2)
    }
  }

  private mutating func addMoney(_ plan: Plan, _ decision: Decision) {
    if let refund = plan.refund {
      page.heading(label("comesBack"))
      let text = say.text(
        "cli.refundTo",
        ["amount": say.money(refund.amount), "destination": say.name(of: refund.to)])
      page.paragraph(text, indent: 2, paint: page.ink.strong)
      addArithmetic(refund.proration)
      if let dueBy = refund.dueBy {
        page.paragraph(say.text("cli.dueBy", ["date": say.date(dueBy)]), indent: 2)
      }
    } else if decision.act.kind == .cancel, !plan.open.contains(where: { $0.field == .refund }) {
      page.heading(label("comesBack"))
      page.paragraph(label("nothingComesBack"), indent: 2)
    }
    if let charge = plan.charge {
      page.heading(label("charged"))
      page.paragraph(say.money(charge.amount), indent: 2, paint: page.ink.strong)
      addArithmetic(charge.proration, isCharge: true)
    }
  }

  private mutating func addArithmetic(_ proration: Proration?, isCharge: Bool = false) {
    guard let proration else {
      page.paragraph(label("wholeCycle"), indent: 4, paint: page.ink.faint)
      return
    }
    for line in say.lines(proration, isCharge: isCharge) {
      page.paragraph(line, indent: 4, paint: page.ink.faint)
    }
  }
}

extension DecisionPage {
  private mutating func addMissing(_ result: StepResult) {
    guard !result.missing.isEmpty else { return }
    page.heading(label("missing"))
    for fact in result.missing {
      let text = say.text("cli.missingFact", ["name": say.name(of: fact), "path": fact.path])
      page.paragraph(text, indent: 2, mark: "? ")
    }
  }

  private mutating func addState(_ result: StepResult) {
    let subscription = result.subject.subscription
    var fields = [(label("state"), say.name(of: subscription.state))]
    if let access = result.access {
      let lines = say.lines(access, of: result.subject.account.kind)
      fields += lines.enumerated().map { ($0.offset == 0 ? label("access") : "", $0.element) }
    }
    if let isOn = subscription.recurringBilling {
      fields.append((label("recurringBilling"), label(isOn ? "on" : "off")))
    }
    if let licenses = subscription.licenses.purchased {
      fields.append((label("licenses"), say.number(licenses)))
    }
    page.heading(label(result.decision?.plan == nil ? "stands" : "afterwards"))
    page.fields(fields, indent: 2)
  }

  private mutating func addDates(_ result: StepResult) {
    let zone = result.subject.account.zone
    let lines = MilestoneLine.lines(
      result.timeline.milestones, result.subject.subscription.recurringBilling, say)
    if !lines.isEmpty {
      page.heading(label("dates"))
      page.fields(
        lines.map { line in
          let milestone = line.milestone
          let isDay = zone.startOfDay(milestone.date) == milestone.at
          let date = isDay ? say.date(milestone.date) : say.dateTime(milestone.at, in: zone)
          let bound = milestone.kind.bound == .on ? "" : say.name(of: milestone.kind.bound) + " "
          let past =
            milestone.date < zone.localDate(of: result.step.at) ? " (\(label("past")))" : ""
          return (bound + date, line.name + past)
        }, indent: 2)
    }
    guard !result.timeline.open.isEmpty else { return }
    let facts = say.list(result.timeline.open.map { say.name(of: $0) })
    page.paragraph(say.text("open.dates", ["facts": facts]), indent: 2)
  }

  private mutating func addWays(_ decision: Decision) {
    guard !decision.waysForward.isEmpty else { return }
    page.heading(label("ways"))
    for (index, way) in decision.waysForward.enumerated() {
      page.paragraph(say.name(of: way), indent: 2, mark: "\(index + 1). ")
      // A wait names its date itself.
      if way.date != nil { continue }
      let isNow = way.availability == .now
      let ink = page.ink
      page.paragraph(say.availability(of: way), indent: 5, mark: "→ ") {
        isNow ? ink.good($0) : ink.faint($0)
      }
      if way.isHouse { page.paragraph(label("houseWay"), indent: 5, mark: "→ ", paint: ink.faint) }
    }
  }
}
