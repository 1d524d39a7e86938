import TenureDomain
import TenurePolicy
import Testing

@Suite struct `The policy checker` {
  @Test func `finds nothing in a sound edition`() throws {
    let report = PolicyChecker().report(
      on: SmallEdition().text, file: SmallEdition.file, products: SmallEdition.products)
    #expect(report.findings.isEmpty)
    #expect(report.summary.rules == 16 + 7)
    #expect(report.summary.houseRules == 0)
  }

  @Test func `finds a test that is ill-typed`() throws {
    var small = SmallEdition()
    small.acts["cancel"] =
      "    permits: [{ id: paid-only, when: { subscription.kind: payed }, effect: now, source: A }]"
    let finding = try #require(small.findings().first)
    #expect(finding.kind == .illTyped)
    #expect(finding.file == SmallEdition.file)
    #expect(finding.line == small.line(of: "payed"))
    #expect(finding.problem.contains("`payed` is not a value of `subscription.kind`"))
    #expect(finding.remedy == "did you mean `paid`?")
  }

  @Test func `finds a test of what nobody asks for`() throws {
    var small = SmallEdition()
    small.acts["cancel"] = """
          permits:
            - { id: total, when: { request.to: { over: 3 } }, effect: now, source: A }
            - { id: done, effect: now, source: A }
      """
    let finding = try #require(small.findings().first)
    #expect(finding.kind == .illTyped)
    #expect(finding.line == small.line(of: "id: total"))
    #expect(finding.problem == "`request.to` is never known in `cancel`")
  }

  @Test func `finds a rule that another always precedes`() throws {
    var small = SmallEdition()
    small.acts["cancel"] = """
          permits:
            - { id: first, when: { subscription.kind: [paid, trial] }, effect: now, source: A }
            - { id: second, when: { subscription.kind: paid }, effect: at-term-end, source: A }
            - { id: third, effect: now, source: A }
      """
    let findings = small.findings()
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.kind == .shadowed)
    #expect(finding.line == small.line(of: "id: second"))
    #expect(finding.ruleID == "cancel/second")
    #expect(finding.problem == "wherever it matches, `cancel/first` decides before it")
    let example = try Case(finding, small)
    #expect(example.rule("cancel/second")?.matches(example.facts) == .yes)
    #expect(example.decision?.reasons.first?.rule.id == "cancel/first")
  }

  @Test func `finds a rule that no possible facts meet`() throws {
    var small = SmallEdition()
    small.acts["cancel"] = """
          refusals:
            - id: renewed-trial
              when: { subscription.kind: trial, subscription.renewed: true }
              ways: [contact-support]
              source: A
          permits: [{ id: done, effect: now, source: A }]
      """
    let finding = try #require(small.findings().first)
    #expect(finding.kind == .shadowed)
    #expect(finding.line == small.line(of: "id: renewed-trial"))
    #expect(finding.problem == "no possible facts meet its tests")
    #expect(finding.counterexample == nil)
  }

  @Test func `finds facts that no rule answers`() throws {
    var small = SmallEdition()
    small.acts["cancel"] = """
          refusals:
            - id: too-many
              when: { subscription.licenses.purchased: { over: 25 } }
              ways: [contact-support]
              source: A
          permits:
            - id: few
              when: { subscription.licenses.purchased: { atMost: 24 } }
              effect: now
              source: A
      """
    let finding = try #require(small.findings().first)
    #expect(finding.kind == .unanswered)
    #expect(finding.line == small.line(of: "  cancel:").map { $0 + 6 })
    #expect(finding.problem.contains("`cancel`"))
    #expect(finding.counterexample?.subject.subscription.licenses.purchased == 25)
    let example = try Case(finding, small)
    let tables = try #require(example.edition.acts[.cancel])
    #expect(tables.headers.allSatisfy { $0.matches(example.facts) == .no })
  }

  @Test func `finds facts that a table leaves open`() throws {
    var small = SmallEdition()
    small.refund = "[{ id: paid, when: { subscription.kind: paid }, then: full, source: A }]"
    let finding = try #require(small.findings().first)
    #expect(finding.kind == .unanswered)
    #expect(finding.line == small.line(of: "refund:"))
    #expect(finding.counterexample?.subject.subscription.kind != .paid)
  }

  @Test func `finds a refusal that leaves nothing to do`() throws {
    var small = SmallEdition()
    small.acts["cancel"] = """
          refusals:
            - id: too-many
              when: { subscription.licenses.purchased: { over: 25 } }
              ways: [{ reduce-licenses: { to: 25 } }]
              source: A
          permits: [{ id: done, effect: now, source: A }]
      """
    #expect(small.findings().isEmpty)
    small.acts["turn-off-recurring-billing"] = """
          unnecessary:
            - { id: is-off, when: { subscription.recurringBilling: false }, source: A }
          permits: [{ id: off, effect: now, source: A }]
      """
    #expect(small.findings().isEmpty)
    small.acts["reduce-licenses"] = """
          refusals:
            - id: in-use
              when: { request.belowAssigned: true }
              ways: [contact-support]
              source: A
          permits: [{ id: reduced, effect: now, source: A }]
      """
    let findings = small.findings()
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.kind == .deadEnd)
    #expect(finding.line == small.line(of: "id: too-many"))
    #expect(finding.ruleID == "cancel/too-many")
    let decision = try #require(try Case(finding, small).decision)
    #expect(decision.outcome == .refused)
    #expect(decision.waysForward.allSatisfy { $0.availability != .now || !$0.way.leadsOn })
    #expect(finding.counterexample?.subject.subscription.recurringBilling == false)
    #expect(
      finding.counterexample?.subject.subscription.licenses == Licenses(purchased: 26, assigned: 26)
    )
  }

  @Test func `finds deadlines out of order`() throws {
    var small = SmallEdition()
    small.retention =
      "[{ id: data, then: { mayBeDeleted: 30d, deletedBy: 100d }, source: A }]"
    let finding = try #require(small.findings().first)
    #expect(finding.kind == .disorderedDeadlines)
    #expect(finding.line == small.line(of: "retention:"))
    #expect(finding.ruleID == "retention/data")
    let problem = "data is gone after 100 days, before `lifecycle/grace` deletes the subscription"
    #expect(finding.problem == problem + " after 120")
    let example = try Case(finding, small)
    let timeline = Timeline(
      of: example.witness.subject, at: example.witness.now, under: example.edition)
    let deleted = try #require(timeline[.deleted])
    let gone = try #require(timeline[.dataDeletedBy])
    #expect(gone.date < deleted.date)
  }

  @Test func `finds what can be reactivated after it is deleted`() throws {
    var small = SmallEdition()
    small.lifecycle = """

        - id: grace
          then: { stages: [{ expired: 30d }], reactivable: always }
          source: A
      """
    let finding = try #require(small.findings().first { $0.kind == .disorderedDeadlines })
    #expect(finding.ruleID == "lifecycle/grace")
    #expect(finding.problem.contains("also once it is deleted after 30 days"))
  }

  @Test func `takes only deadlines that can hold together`() throws {
    var small = SmallEdition()
    small.lifecycle = """

        - id: trial
          when: { subscription.kind: trial }
          then: { stages: [{ expired: 30d }], reactivable: never }
          source: A
        - id: grace
          then: { stages: [{ expired: 30d }, { disabled: 90d }], reactivable: until-deleted }
          source: A
      """
    small.retention = """

        - id: of-trial
          when: { subscription.kind: trial }
          then: { mayBeDeleted: when-deleted, deletedBy: 60d }
          source: A
        - { id: data, then: { mayBeDeleted: when-deleted, deletedBy: 180d }, source: A }
      """
    #expect(small.findings().isEmpty)
  }

  @Test func `finds a rule without a citation`() throws {
    var small = SmallEdition()
    small.acts["cancel"] = "    permits: [{ id: just-so, effect: now }]"
    let finding = try #require(small.findings().first)
    #expect(finding.kind == .missingCitation)
    #expect(finding.line == small.line(of: "id: just-so"))
    #expect(finding.ruleID == "cancel/just-so")
    #expect(try Case(finding, small).decision?.reasons.first?.rule.id == "cancel/just-so")
    small.acts["cancel"] = "    permits: [{ id: just-so, effect: now, house: true }]"
    #expect(small.findings().isEmpty)
  }

  @Test func `finds a reason that cannot be said`() throws {
    var small = SmallEdition()
    small.acts["cancel"] = """
          refusals:
            - id: overdue
              when: { subscription.pastDue: true }
              ways: [contact-support]
              source: A
          permits: [{ id: done, effect: now, source: A }]
      """
    let acts = ActKind.words.map { "  \($0): \($0)" }.joined(separator: "\n")
    let reasons = ["done", "ends", "as-before", "unused-days", "grace", "data", "all", "nobody"]
      .map { "  \($0): text" }.joined(separator: "\n")
    let text =
      "language: nb\nacts:\n\(acts)\nreasons:\n\(reasons)\nways:\n  contact-support: ring\n"
    let catalog = try MessageCatalog(text, file: "Locales/nb.yaml")
    let findings = small.findings([catalog])
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.kind == .missingMessage)
    #expect(finding.line == small.line(of: "id: overdue"))
    #expect(finding.problem == "`reasons.overdue` has no text in `nb`")
    #expect(finding.remedy == "add it to `Locales/nb.yaml`")
    #expect(finding.counterexample?.subject.subscription.pastDue == true)
  }
}

/// A finding's counterexample under the edition it was found in.
private struct Case {
  let witness: Witness
  let edition: Edition

  init(_ finding: Finding, _ small: SmallEdition) throws {
    witness = try #require(finding.counterexample)
    edition = try small.edition()
  }

  var facts: FactSet { witness.facts(under: edition) }

  var decision: Decision? {
    witness.act.map { decide($0, on: witness.subject, at: witness.now, under: edition) }
  }

  func rule(_ id: String) -> RuleHeader? {
    edition.acts.values.flatMap(\.headers).first { $0.id == id }
  }
}

extension Way {
  /// Whether it is an act or somebody to ask.
  fileprivate var leadsOn: Bool {
    switch self {
    case .act, .contact: true
    case .step, .waitForExpiry: false
    }
  }
}
