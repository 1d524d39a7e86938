import TenureDomain

/// Covers what changed with claims, each true of every possible case of its part of a space.
///
/// A case that the parts before it tell of already adds nothing, so the most telling ones come
/// first. Every round looks at the space as the parts found so far cut it, until nothing is left to
/// say anywhere.
struct BoxCover<Claim: Equatable> {
  /// A claim, where it holds, and the leaf that it was made for.
  struct Entry {
    let claim: Claim
    let leaf: FactSpace.Leaf
    let part: WidestPart
  }

  let space: CaseSpace
  let simplify: (_ alive: RuleBits, _ certain: RuleBits) -> RuleBits?
  /// Whether nothing needs to be looked for where these rules hold.
  var isNeedless: (_ alive: RuleBits, _ certain: RuleBits) -> Bool = { _, _ in false }
  /// What is left to say of a leaf beside the claims whose parts it lies in and all others; nil if
  /// nothing is.
  let claim: (_ leaf: FactSpace.Leaf, _ told: [Claim], _ all: [Claim]) -> Claim?
  /// How well a leaf shows a change: smaller is better.
  let rank: (FactSpace.Leaf, Claim) -> [Int]
  /// Whether a claim is true of the cases of a leaf.
  let holds: (Claim, RuleBits) -> Bool

  private static var mostRounds: Int { 8 }

  /// The entries that are needed, in the order in which they were found.
  func entries() -> [Entry] {
    var entries: [Entry] = []
    for _ in 0..<Self.mostRounds {
      let known = entries.count
      let cut = space.cut(by: entries.map { $0.part.box.conditions })
      for leaf in ranked(cut, entries) {
        let told = entries.enumerated().filter { index, entry in
          index < known ? cut.isInside(index, leaf) : entry.part.contains(leaf)
        }.map(\.element.claim)
        guard let claim = claim(leaf, told, entries.map(\.claim)) else { continue }
        let part = WidestPart(of: space, around: leaf, simplify) { holds(claim, $0) }
        entries.append(Entry(claim: claim, leaf: leaf, part: part))
      }
      if entries.count == known { break }
    }
    return withoutNeedless(entries)
  }

  /// The leaves of which something is left to say, the most telling first.
  private func ranked(_ cut: CutSpace, _ entries: [Entry]) -> [FactSpace.Leaf] {
    let all = entries.map(\.claim)
    let searched = cut.space.leaves { isNeedless($0, $1) ? nil : simplify($0, $1) }
    let changed = searched.compactMap {
      leaf -> (leaf: FactSpace.Leaf, rank: [Int])? in
      guard space.witness(leaf, asking: nil) != nil else { return nil }
      let told = all.indices.filter { cut.isInside($0, leaf) }.map { all[$0] }
      return claim(leaf, told, all).map { (leaf: leaf, rank: rank(leaf, $0)) }
    }
    return changed.enumerated().sorted { one, other in
      one.element.rank == other.element.rank
        ? one.offset < other.offset
        : one.element.rank.lexicographicallyPrecedes(other.element.rank)
    }.map(\.element.leaf)
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

/// A space whose leaves tell inside from outside of some boxes.
struct CutSpace {
  let space: CaseSpace
  /// The position of the first box among the rules.
  let firstBox: Int

  func isInside(_ box: Int, _ leaf: FactSpace.Leaf) -> Bool { leaf.alive.contains(firstBox + box) }
}
