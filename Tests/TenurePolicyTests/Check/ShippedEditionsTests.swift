import TenureDomain
import TenurePolicy
import Testing

@Suite struct `The shipped editions` {
  @Test func `are all there`() {
    #expect(ShippedEditions.documents.count >= 7)
  }

  @Test(arguments: ShippedEditions.documents)
  func `are proved`(_ document: EditionDocument) {
    let report = PolicyChecker().report(on: document)
    let findings = report.findings.map { finding in
      let example = finding.counterexample?.document(
        id: "EXAMPLE", title: finding.problem, policy: document.edition.id)
      return "\(finding)\n\(example ?? "")"
    }
    #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
    #expect(report.summary.rules > 50)
    #expect(report.summary.classes > 200)
  }

  @Test(arguments: ShippedEditions.documents, ShippedEditions.messages)
  func `can be said in every language`(_ document: EditionDocument, _ catalog: MessageCatalog) {
    let findings = PolicyChecker().check(document: document, messages: [catalog])
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }
}
