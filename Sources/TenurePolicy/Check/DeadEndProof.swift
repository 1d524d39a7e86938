import TenureDomain

/// Whether a refusal leaves somebody with nothing to do, over the joint space of the refused act
/// and the acts it offers.
///
/// A refused case is no dead end if one of the refusals that hold there names somebody to ask, or
/// if an act that this refusal offers is permitted there now. Turning recurring billing off is
/// always offered.
struct DeadEndProof {
  let kind: ActKind
  let tables: ActTables
  let edition: Edition
  let builder: WitnessBuilder

  struct DeadEnd {
    let witness: Witness?
  }

  /// The most usual case in which the refusal at a position of its table is a dead end, nil if
  /// there is none.
  func deadEnd(ofRefusal index: Int) -> DeadEnd? {
    let refusal = tables.refusals[index]
    guard !refusal.conclusion.namesContact else { return nil }
    let candidates = candidates(of: refusal.conclusion)
    let layout = ActLayout(tables)
    let own = tables.headers.prefix(layout.refusals.upperBound).map(\.conditions)
    var rules = own
    var layouts: [ActLayout] = []
    for candidate in candidates {
      layouts.append(ActLayout(candidate.tables, offset: rules.count))
      rules += candidate.conditions.map { $0 ?? [Self.impossible] }
    }
    let space = CaseSpace(rules: rules, builder: builder, total: total(of: candidates))
    let guide = DeadEndGuide(
      refusal: layout.refusals.lowerBound + index,
      earlier: layout.elsewhere.lowerBound..<layout.unnecessary.upperBound,
      contacts: contacts(layout), others: RuleBits(layout.refusals),
      candidates: layouts)
    let leaves = space.leaves(guide.simplify).filter { !guide.isPermitted($0.alive) }
    guard let leaf = leaves.min(by: { $0.cost < $1.cost }) else { return nil }
    return DeadEnd(witness: space.witness(leaf, asking: kind))
  }

  private static let impossible = Condition(.accountKind, ValueSet([]))

  private func candidates(of refusal: Refusal) -> [CandidateRules] {
    var ways = refusal.ways
    let turnOff = Way.act(.turnOffRecurringBilling)
    if kind != .turnOffRecurringBilling, !ways.contains(where: { $0.way == turnOff }) {
      ways.append(WayCandidate(turnOff))
    }
    let numbers = ways.filter { way in
      if case .act(let kind) = way.way { kind.parameters == .licenses } else { false }
    }
    return ways.compactMap {
      CandidateRules($0, instead: kind, isOnlyNumber: numbers.count < 2, edition)
    }
  }

  /// The number of licenses that the facts of the space speak of: the refused act's own, or that of
  /// the candidate that could not be put in other terms.
  private func total(of candidates: [CandidateRules]) -> RequestedTotal {
    guard kind.parameters != .licenses else { return .asked }
    let totals = candidates.map(\.total)
    return totals.contains(.fewest) ? .fewest : totals.first(where: \.isFixed) ?? .asked
  }

  /// The refusals that name somebody to ask.
  private func contacts(_ layout: ActLayout) -> RuleBits {
    var contacts = RuleBits()
    for (index, rule) in tables.refusals.enumerated() where rule.conclusion.namesContact {
      contacts.insert(layout.refusals.lowerBound + index)
    }
    return contacts
  }
}

extension Refusal {
  /// Whether one of its ways is somebody to ask.
  var namesContact: Bool {
    ways.contains { if case .contact = $0.way { true } else { false } }
  }
}

/// Leaves the branches of the walk in which a refusal cannot be a dead end.
private struct DeadEndGuide {
  let refusal: Int
  /// The tables that come before the refusals.
  let earlier: Range<Int>
  let contacts: RuleBits
  let others: RuleBits
  let candidates: [ActLayout]

  func simplify(_ alive: RuleBits, _ certain: RuleBits) -> RuleBits? {
    guard alive.contains(refusal), !certain.intersects(earlier), !certain.intersects(contacts)
    else { return nil }
    // Refusals that name nobody change nothing.
    var ignored = others.subtracting(contacts)
    ignored.remove(refusal)
    var rest = alive.subtracting(ignored)
    for candidate in candidates {
      let before = candidate.elsewhere.lowerBound..<candidate.refusals.upperBound
      if certain.intersects(before) {
        rest = rest.subtracting(RuleBits(candidate.all))
      } else if certain.intersects(candidate.permits), !alive.intersects(before) {
        return nil
      }
    }
    return rest
  }

  /// Whether the way out is open at a leaf.
  func isPermitted(_ alive: RuleBits) -> Bool {
    if alive.intersects(earlier) || alive.intersects(contacts) { return true }
    return candidates.contains { $0.outcome(alive) == .permitted }
  }
}
