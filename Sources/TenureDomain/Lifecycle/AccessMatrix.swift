extension Edition {
  /// What users and administrators of a subject can do in its present state; nil if that depends on
  /// facts nobody has told.
  public func access(of subject: Subject, at now: Timestamp) -> Access? {
    guard case .rule(let rule) = access.first(facts(of: subject, act: nil, at: now)) else {
      return nil
    }
    return rule.conclusion
  }
}
