import TenureDomain
import TenurePolicy
import Testing

/// Faults of rules that several acts share, and of acts that only have such rules.
@Suite struct `The policy checker, on shared rules,` {
  private static let refusal =
    "    - { id: nobody, acts: [cancel, keep], when: { account.kind: business }, "

  @Test func `says once that acts lead nowhere, and names them`() throws {
    var small = SmallEdition()
    small.shared = "  refusals:\n" + Self.refusal + "ways: [], source: A }"
    small.acts["turn-off-recurring-billing"] = """
          unnecessary:
            - { id: is-off, when: { subscription.recurringBilling: false }, source: A }
          permits: [{ id: off, effect: now, source: A }]
      """
    let findings = small.findings()
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    #expect(finding.kind == .deadEnd)
    #expect(finding.line == small.line(of: "id: nobody"))
    #expect(finding.problem.hasSuffix("(in `cancel`, `keep`)"))
  }

  @Test func `says once that nothing is cited, and names the acts`() throws {
    var small = SmallEdition()
    small.shared = "  refusals:\n" + Self.refusal + "ways: [contact-support] }"
    let findings = small.findings()
    #expect(findings.map(\.kind) == [.missingCitation])
    #expect(findings.first?.problem == "it cites no document (in `cancel`, `keep`)")
  }

  @Test func `points at the act that leaves cases unanswered`() throws {
    var small = SmallEdition()
    small.shared = "  refusals:\n" + Self.refusal + "ways: [contact-support], source: A }"
    small.acts["keep"] = "    permits: []"
    let findings = small.findings()
    #expect(findings.map(\.kind) == [.unanswered])
    #expect(findings.first?.line == small.line(of: "  keep:").map { $0 + 1 })
  }

  @Test func `says once for all rules and languages that a text is missing`() throws {
    let texts =
      "acts:\n" + ActKind.words.map { "  \($0): \($0)" }.joined(separator: "\n") + "\nreasons:\n"
      + ["ends", "as-before", "unused-days", "grace", "data", "all", "nobody"]
      .map { "  \($0): text" }.joined(separator: "\n") + "\n"
    let catalogs = try ["da", "nb"].map {
      try MessageCatalog("language: \($0)\n" + texts, file: "Locales/\($0).yaml")
    }
    let findings = SmallEdition().findings(catalogs)
    #expect(findings.map(\.kind) == [.missingMessage])
    #expect(findings.first?.problem == "`reasons.done` has no text in `da`, `nb`")
    #expect(findings.first?.remedy == "add it to `Locales/da.yaml`, `Locales/nb.yaml`")
  }
}
