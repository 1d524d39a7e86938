public import TenureDomain

/// One concrete case: who asks what of which subscription, and when.
public struct Witness: Sendable, Hashable {
  public var subject: Subject
  /// nil where only time passes.
  public var act: Act?
  public var now: Timestamp

  public init(subject: Subject, act: Act?, now: Timestamp) {
    self.subject = subject
    self.act = act
    self.now = now
  }

  /// The facts of the case under an edition.
  public func facts(under edition: Edition) -> FactSet {
    edition.facts(of: subject, act: act, at: now)
  }
}
