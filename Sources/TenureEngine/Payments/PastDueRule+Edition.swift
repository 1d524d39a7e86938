import TenureDomain

extension Edition {
  /// What happens while a charge of a subscription stays unpaid; nil if the edition does not say.
  func pastDueRule(of subject: Subject, since instant: Timestamp) -> PastDueRule? {
    guard case .rule(let rule) = pastDue.first(facts(of: subject, act: nil, at: instant)) else {
      return nil
    }
    return rule.conclusion
  }
}
