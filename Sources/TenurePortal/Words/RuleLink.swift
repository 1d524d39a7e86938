import TenureDomain
import TenureEngine
import TenurePolicy

extension Visit {
  /// Where the rule of a reason stands among the policies; nil if it stands nowhere, or if whoever
  /// asks may not read them.
  ///
  /// - Parameter edition: the one that was asked, such as `microsoft-365-business@2024-09-10`; nil
  ///   where that is not told, and then the newest of the account's that has the rule.
  func path(ofRuleIn reason: ReasonBody, of edition: String?) -> String? {
    guard let caller = session?.caller, (try? caller.may(.readPolicies)) != nil else { return nil }
    let shelf = engine.shelf
    let asked = shelf.editions.filter { id in
      edition.map { "\(id)" == $0 } ?? (id.family == account?.family)
    }
    let found = asked.sorted(by: >).first { shelf.edition($0)?.has(reason) ?? false }
    return found.map { Place.policy($0).path([("rule", reason.rule)]) }
  }
}

extension Edition {
  /// Whether a reason is one of its rules, by the same document.
  fileprivate func has(_ reason: ReasonBody) -> Bool {
    headers.contains { $0.id == reason.rule && $0.citation?.key == reason.source?.key }
  }
}
