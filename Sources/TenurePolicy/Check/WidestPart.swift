import TenureDomain

/// The largest part of a space around a leaf whose possible leaves all pass a test.
///
/// Facts that need not be told come first: an axis is opened to all of its classes, or else to
/// those that add cases. In the end, what the other facts imply anyway is left out.
struct WidestPart {
  private let space: CaseSpace
  private let guide: FactSpace.Guide
  private let test: (RuleBits) -> Bool
  /// For each axis, the classes that belong to the part.
  private var part: [[Int]]

  init(
    of space: CaseSpace, around leaf: FactSpace.Leaf,
    _ simplify: @escaping (_ alive: RuleBits, _ certain: RuleBits) -> RuleBits?,
    pass test: @escaping (RuleBits) -> Bool
  ) {
    self.space = space
    guide = FactSpace.Guide(simplify: simplify)
    self.test = test
    part = leaf.classes.map { [$0] }
    let order = axes.indices.sorted(by: isSooner)
    // Roles say whose account it is; so that account and agreement are told, they open first.
    for axis in order where axes[axis].fact == .role { open(axis) }
    for axis in order { drop(axis) }
    for axis in order { open(axis) }
    for axis in order { drop(axis) }
  }

  private var axes: [FactSpace.Axis] { space.space.axes }

  /// What is narrower than the whole space.
  var box: FactBox {
    var box = FactBox()
    for (axis, facts) in axes.enumerated() where part[axis].count < facts.classes.count {
      box[facts.fact] = ValueSet(part[axis].flatMap { facts.classes[$0].values.ranges })
    }
    return box
  }

  /// Whether the classes that stand for a leaf lie in the part.
  func contains(_ leaf: FactSpace.Leaf) -> Bool {
    part.indices.allSatisfy { part[$0].contains(leaf.classes[$0]) }
  }

  private mutating func open(_ axis: Int) {
    for taken in axes[axis].classes.indices where !part[axis].contains(taken) {
      var added = part
      added[axis] = [taken]
      guard holds(added), !isEmpty(added) else { continue }
      part[axis].append(taken)
    }
  }

  /// Leaves the axis out if it need not be told.
  private mutating func drop(_ axis: Int) {
    var opened = part
    opened[axis] = Array(axes[axis].classes.indices)
    if opened[axis].count > part[axis].count, holds(opened) { part = opened }
  }

  /// Facts that say the same as a more telling one are dropped before it.
  private func isSooner(_ one: Int, _ other: Int) -> Bool {
    let isMinor = (isMinor(axes[one].fact), isMinor(axes[other].fact))
    return isMinor.0 == isMinor.1 ? one < other : isMinor.0
  }

  private func isMinor(_ fact: Fact) -> Bool {
    switch fact {
    case .interval, .program, .productLine, .overAssigned, .sinceFirstPurchase, .renewed: true
    default: false
    }
  }

  private func holds(_ part: [[Int]]) -> Bool {
    space.space.allLeaves(within: part, guide) { !space.isPossible($0) || test($0.alive) }
  }

  private func isEmpty(_ part: [[Int]]) -> Bool {
    space.space.allLeaves(within: part, guide) { !space.isPossible($0) }
  }
}

extension WidestPart {
  /// Whether every possible case of the part lies in one of others of the same space.
  func isCovered(by others: [WidestPart]) -> Bool {
    var rest = [part]
    for other in others { rest = rest.flatMap { Self.subtract(other.part, from: $0) } }
    return rest.allSatisfy(isEmpty)
  }

  /// What is left of one box without another, as boxes.
  private static func subtract(_ other: [[Int]], from box: [[Int]]) -> [[[Int]]] {
    var pieces: [[[Int]]] = []
    var common = box
    for axis in box.indices {
      let shared = box[axis].filter(other[axis].contains)
      if shared.isEmpty { return [box] }
      let outside = box[axis].filter { !other[axis].contains($0) }
      if !outside.isEmpty {
        var piece = common
        piece[axis] = outside
        pieces.append(piece)
      }
      common[axis] = shared
    }
    return pieces
  }
}
