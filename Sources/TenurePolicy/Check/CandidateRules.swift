import TenureDomain

/// The rules of an act that a refusal names as a way forward, in the facts of the refused act.
///
/// A candidate that names a number of licenses (`reduce-licenses: { to: 25 }`) asks for something
/// else than the refused act did, so its request facts are put in terms of the licenses bought and
/// in use. Whether its licenses can still be removed stays a fact of its own where no other act
/// speaks of licenses; otherwise the answer that helps less is taken.
struct CandidateRules {
  let kind: ActKind
  let tables: ActTables
  /// The conditions by position of ``ActTables/headers``; nil where the rule cannot match.
  let conditions: [[Condition]?]
  /// The number of licenses that its request facts speak of.
  let total: RequestedTotal

  /// Nil if nobody names what the candidate asks for, so that it cannot be decided.
  ///
  /// - Parameter isOnlyNumber: whether no other candidate asks for a number of licenses.
  init?(
    _ candidate: WayCandidate, instead refused: ActKind, isOnlyNumber: Bool, _ edition: Edition
  ) {
    guard case .act(let kind) = candidate.way, let tables = edition.acts[kind] else { return nil }
    let asksForLicenses = refused.parameters == .licenses
    let asksForProduct = refused.parameters == .product || refused.parameters == .productAndUsers
    var known = FactSet()
    known[.requestAtRenewal] = 0
    known[.requestRest] = 0
    switch kind.parameters {
    case .nothing: total = .asked
    case .licenses:
      total =
        candidate.to.map { .fixed(Int64($0)) } ?? (asksForLicenses ? .asked : .fewest)
    case .product, .productAndUsers:
      guard asksForProduct else { return nil }
      if refused.parameters == .product { known[.requestBeyondAssigned] = 0 }
      known[.requestTarget] = MoveTarget.ready.code
      known[.requestLacking] = 0
      total = .asked
    }
    self.kind = kind
    self.tables = tables
    let permits = ActLayout(tables).permits
    let rewriter = RequestRewriter(
      total: total, known: known, keepsWindow: !asksForLicenses && isOnlyNumber)
    conditions = tables.headers.enumerated().map { position, header in
      rewriter.rewrite(header.conditions, assuming: permits.contains(position) ? .no : .yes)
    }
  }
}

/// Puts request facts for a fixed number of licenses in terms of the subscription's own.
private struct RequestRewriter {
  let total: RequestedTotal
  let known: FactSet
  /// Whether `request.withinRemovable` can speak of the fixed number.
  let keepsWindow: Bool

  /// The rewritten conditions; nil if one can never hold. `answer` is what to assume of a condition
  /// that cannot be told.
  func rewrite(_ conditions: [Condition], assuming answer: Holding) -> [Condition]? {
    var rewritten: [Condition] = []
    for condition in conditions {
      guard let result = rewrite(condition, assuming: answer) else { return nil }
      if let result = result.first { rewritten.append(result) }
    }
    return rewritten
  }

  /// Nothing if the condition always holds, nil if it never does.
  private func rewrite(_ condition: Condition, assuming answer: Holding) -> [Condition]? {
    if let value = known[condition.fact] { return condition.values.contains(value) ? [] : nil }
    guard case .fixed(let to) = total else { return [condition] }
    switch condition.fact {
    case .requestTo: return condition.values.contains(to) ? [] : nil
    case .requestChange:
      let range = FactCatalog.definition(of: .requestChange).type.domain
      let bought = condition.values.intersection(range).subtracted(from: to)
      return [Condition(.purchased, bought)]
    case .requestBelowAssigned:
      var ranges: [ClosedRange<Int64>] = []
      if condition.values.contains(1) { ranges.append(to + 1...Int64.max) }
      if condition.values.contains(0) { ranges.append(Int64.min...to) }
      return ranges.isEmpty ? nil : [Condition(.assigned, ValueSet(ranges))]
    case .requestWithinRemovable where !keepsWindow: return answer == .yes ? [] : nil
    default: return [condition]
    }
  }
}
