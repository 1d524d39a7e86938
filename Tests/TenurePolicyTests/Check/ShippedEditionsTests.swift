import TenureDomain
import TenurePolicy
import Testing

@Suite struct `The shipped editions` {
  @Test func `are all there`() {
    #expect(ShippedEditions.documents.count >= 7)
  }

  @Test(arguments: ShippedEditions.documents)
  func `are proved`(_ document: EditionDocument) {
    let report = PolicyChecker().report(on: document, messages: ShippedEditions.messages)
    let findings = report.findings.map { finding in
      let example = finding.counterexample?.document(
        id: "EXAMPLE", title: finding.problem, policy: document.edition.id)
      return "\(finding)\n\(example ?? "")"
    }
    #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
    #expect(report.summary.rules > 50)
    #expect(report.summary.classes > 200)
  }
}
