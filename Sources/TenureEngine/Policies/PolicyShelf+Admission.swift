public import TenureDomain
public import TenurePolicy

extension PolicyShelf {
  /// Proves an edition, so that it can be kept and served. It takes seconds and changes nothing:
  /// keep the record in the store, then ``take(_:)`` it.
  ///
  /// - Parameters:
  ///   - document: YAML, in the format of `Documentation/reference/policy-format.md`.
  ///   - file: the name to show in errors.
  /// - Throws: every fault of the document and every finding of its proof, or that an edition of
  ///   its name is on the shelf.
  public func admit(
    document: String, file: String, now: Timestamp
  ) throws(InputErrors) -> EditionRecord {
    let read = try EditionDocument(document, file: file, products: products)
    let id = read.edition.id
    let digest = Hash.sha256([UInt8](document.utf8))
    if let present = self.digest(of: id) {
      throw InputErrors([
        InputError(
          file: file, key: "edition",
          problem: present == digest
            ? "`\(id)` is served already" : "another `\(id)` is served already",
          remedy: present == digest ? "nothing is to be done" : "give the newer one its own date")
      ])
    }
    let report = PolicyChecker().report(on: read, messages: messages)
    guard report.findings.isEmpty else {
      throw InputErrors(report.findings.map(InputError.init(_:)))
    }
    return EditionRecord(
      id: id, digest: digest, document: document, proof: report.summary.proof, added: now)
  }
}

extension CheckSummary {
  /// What a proof without findings looked at, as it is kept beside the edition: JSON, sorted.
  fileprivate var proof: [UInt8] {
    let members = [
      ("checker", PolicyChecker.version), ("classes", classes), ("findings", 0),
      ("houseContacts", houseContacts), ("houseRules", houseRules), ("rules", rules),
    ]
    let text = members.map { "\"\($0)\":\($1)" }.joined(separator: ",")
    return [UInt8]("{\(text)}".utf8)
  }
}

extension InputError {
  /// A finding as what is wrong with a document.
  init(_ finding: Finding) {
    self.init(
      file: finding.file, line: finding.line, column: finding.line > 0 ? 1 : 0,
      key: finding.ruleID ?? "", problem: "\(finding.kind.rawValue): \(finding.problem)",
      remedy: finding.remedy)
  }
}
