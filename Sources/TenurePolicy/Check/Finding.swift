/// One fault of an edition: where it is, what is wrong, how to mend it, and a case that shows it.
public struct Finding: Sendable, Hashable {
  public enum Kind: String, CaseIterable, Sendable {
    /// A test or value that the fact catalog does not know, or any other fault of the format.
    case illTyped = "ill-typed"
    /// A rule that never matters.
    case shadowed
    /// Facts that no rule answers.
    case unanswered
    /// A refusal that leaves somebody without anything to do.
    case deadEnd = "dead-end"
    /// Deadlines that follow one another in the wrong order.
    case disorderedDeadlines = "disordered-deadlines"
    case missingCitation = "missing-citation"
    /// A language in which a reason, a way or an act cannot be said.
    case missingMessage = "missing-message"
  }

  public let kind: Kind
  public let file: String
  /// Counted from 1; 0 where the whole file is meant.
  public let line: Int
  /// The rule that is at fault, nil where none is.
  public let ruleID: String?
  /// Lower-case, without a full stop, exact.
  public let problem: String
  public let remedy: String
  /// One concrete subscription that shows the fault; nil where no subscription can.
  public let counterexample: Witness?

  public init(
    _ kind: Kind, file: String, line: Int, ruleID: String? = nil, problem: String, remedy: String,
    counterexample: Witness? = nil
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.ruleID = ruleID
    self.problem = problem
    self.remedy = remedy
    self.counterexample = counterexample
  }
}

extension Finding: CustomStringConvertible {
  /// Place, kind, rule and problem, then the remedy on a line of its own.
  public var description: String {
    let place = line > 0 ? "\(file):\(line)" : file
    let rule = ruleID.map { "\($0): " } ?? ""
    return "\(place): \(kind.rawValue): \(rule)\(problem)\n  help: \(remedy)"
  }
}
