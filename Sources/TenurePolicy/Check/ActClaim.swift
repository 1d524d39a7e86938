import TenureDomain

/// What a comparison says of an act: what it came to, what it comes to, and why.
struct ActClaim: Hashable {
  /// One edition's part.
  struct Side: Hashable {
    let outcome: Outcome
    /// nil unless the act is permitted.
    let effect: Effect?
    /// The reasons that are told. There may be others beside them.
    var told: Set<DiffSide.Saying>

    /// Whether both come to the same, apart from the reasons.
    func comesTo(_ other: Side) -> Bool { outcome == other.outcome && effect == other.effect }
  }

  var before: Side
  var after: Side

  /// Whether the reasons alone changed.
  var isOfReasons: Bool { before.comesTo(after) }

  /// Smaller is more important: what can be done, then what it is called, then why.
  var importance: Int {
    if isOfReasons { return 2 }
    return before.outcome == .permitted || after.outcome == .permitted ? 0 : 1
  }

  /// Whether one rule took another's place: both look at the same numbers, times or choices.
  var isReplacement: Bool {
    guard isOfReasons, size == 2, let one = before.told.first, let other = after.told.first else {
      return false
    }
    return one.message == other.message || !one.matters.isDisjoint(with: other.matters)
  }

  /// The claim with other reasons.
  func telling(
    _ lost: Set<DiffSide.Saying>, _ gained: Set<DiffSide.Saying>
  ) -> ActClaim {
    var claim = self
    claim.before.told = lost
    claim.after.told = gained
    return claim
  }

  var size: Int { before.told.count + after.told.count }

  /// Whether the claim is true where two editions say this.
  func holds(_ old: Side, _ new: Side) -> Bool {
    guard before.comesTo(old), after.comesTo(new), before.told.isSubset(of: old.told),
      after.told.isSubset(of: new.told)
    else { return false }
    return !isOfReasons
      || (before.told.isDisjoint(with: new.told) && after.told.isDisjoint(with: old.told))
  }
}
