/// What a check found, and how much it looked at.
public struct CheckReport: Sendable {
  /// By line.
  public let findings: [Finding]
  public let summary: CheckSummary

  init(findings: [Finding], summary: CheckSummary) {
    self.findings = findings
    self.summary = summary
  }

  /// What is wrong with a document that cannot be read.
  public init(illTyped errors: [InputError]) {
    self.init(findings: errors.map(Finding.init(illTyped:)), summary: CheckSummary())
  }
}

/// How much an edition holds and how much of the fact space its proof walked.
public struct CheckSummary: Sendable, Hashable {
  /// Rules of the document, shared ones counted once.
  public var rules = 0
  /// Rules that close a gap of the documents (D12).
  public var houseRules = 0
  /// Contacts that we name where the document does not.
  public var houseContacts = 0
  /// Classes of facts that were told apart and looked at.
  public var classes = 0

  public init() {}
}
