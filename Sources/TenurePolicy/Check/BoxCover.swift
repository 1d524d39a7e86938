import TenureDomain

/// Covers what changed with claims, each true of every possible case of its part of a space.
///
/// A leaf that the parts before it tell of already adds nothing, so the most telling leaves should
/// come first.
struct BoxCover<Claim: Equatable> {
  /// A claim, where it holds, and the leaf that it was made for.
  struct Entry {
    let claim: Claim
    let leaf: FactSpace.Leaf
    let part: WidestPart
  }

  let space: CaseSpace
  let simplify: (_ alive: RuleBits, _ certain: RuleBits) -> RuleBits?
  /// What is left to say of a leaf beside the claims whose parts it lies in and all others; nil if
  /// nothing is.
  let claim: (_ leaf: FactSpace.Leaf, _ told: [Claim], _ all: [Claim]) -> Claim?
  /// Whether a claim is true of the cases of a leaf.
  let holds: (Claim, RuleBits) -> Bool

  /// The entries that leaves need, in their order.
  func entries(for leaves: [FactSpace.Leaf]) -> [Entry] {
    var entries: [Entry] = []
    for leaf in leaves {
      let told = entries.filter { $0.part.contains(leaf) }.map(\.claim)
      guard let claim = claim(leaf, told, entries.map(\.claim)) else { continue }
      let part = WidestPart(of: space, around: leaf, simplify) { holds(claim, $0) }
      entries.append(Entry(claim: claim, leaf: leaf, part: part))
    }
    return withoutNeedless(entries)
  }

  /// An entry all of whose cases lie in others of the same claim says nothing more.
  private func withoutNeedless(_ entries: [Entry]) -> [Entry] {
    var kept = entries
    for position in entries.indices.reversed() {
      var others = kept
      let entry = others.remove(at: position)
      let same = others.filter { $0.claim == entry.claim }.map(\.part)
      if !same.isEmpty, entry.part.isCovered(by: same) { kept = others }
    }
    return kept
  }
}
