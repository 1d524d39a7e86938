import TenureDomain

/// Numbers of licenses.
struct Counts {
  let purchased: Int64
  let assigned: Int64
  /// The new total asked for.
  let to: Int64
}

/// Which number of licenses the request facts speak of.
enum RequestedTotal: Hashable {
  /// The one the act asks for.
  case asked
  /// The one a way forward names.
  case fixed(Int64)
  /// As many as are in use, at least one: what is asked for where nobody names a number.
  case fewest

  var isFixed: Bool {
    if case .fixed = self { true } else { false }
  }
}

/// A subscription's product and the one asked for.
struct ProductPair {
  let current: ProductID?
  let target: ProductID?
}

extension WitnessBuilder {
  /// Numbers that lie in the box, and whose differences do. Whoever has no more users than licenses
  /// comes first.
  ///
  /// The tests bound single numbers and their differences, so if there is a solution there is one
  /// among the bounds, shifted by the bounds of a difference.
  func counts(in box: FactBox, asking total: RequestedTotal = .asked) -> Counts? {
    let usual = typical.facts
    let users = candidates(box[.assigned], usual[.assigned])
    let changes = candidates(box[.requestChange], usual[.requestChange])
    let targets = totals(in: box, total, users)
    let kept = rest(in: box)
    let bought =
      candidates(box[.purchased], usual[.purchased], users + (kept > 0 ? [kept + 1] : []))
      + targets.flatMap { to in changes.map { to - $0 } } + users.map { $0 - 1 }
    var overAssigned: Counts?
    for purchased in bought
    where box.contains(purchased, for: .purchased) && (kept <= 0 || purchased > kept) {
      let changed = total == .asked ? changes.map { purchased + $0 } : []
      for to in targets + changed where allows(to, of: purchased, total, in: box) {
        for assigned in users + [to, to + 1, purchased, purchased + 1] {
          let counts = Counts(purchased: purchased, assigned: assigned, to: to)
          guard fits(counts, in: box), total != .fewest || to == max(assigned, 1) else { continue }
          if assigned <= purchased { return counts }
          overAssigned = overAssigned ?? counts
        }
      }
    }
    return overAssigned
  }

  /// The licenses that keep their plan, where a part gets another: at least one does not.
  func rest(in box: FactBox) -> Int64 { box.value(of: .requestRest, near: 0) ?? 0 }

  private func totals(in box: FactBox, _ total: RequestedTotal, _ users: [Int64]) -> [Int64] {
    switch total {
    case .asked:
      candidates(box[.requestTo], typical.facts[.requestTo]) + users.flatMap { [$0, $0 - 1] }
    case .fixed(let to): [to]
    case .fewest: users.map { max($0, 1) }
    }
  }

  private func allows(
    _ to: Int64, of purchased: Int64, _ total: RequestedTotal, in box: FactBox
  ) -> Bool {
    (box.contains(to, for: .requestTo) || total.isFixed)
      && box.contains(to - purchased, for: .requestChange)
      && isRemovable(to - purchased, in: box)
  }

  private func fits(_ counts: Counts, in box: FactBox) -> Bool {
    box.contains(counts.assigned, for: .assigned)
      && box.contains(counts.to < counts.assigned ? 1 : 0, for: .requestBelowAssigned)
      && box.contains(counts.assigned > counts.purchased ? 1 : 0, for: .overAssigned)
  }

  /// Only licenses that go can be beyond their window.
  private func isRemovable(_ change: Int64, in box: FactBox) -> Bool {
    change < 0 || box.contains(1, for: .requestWithinRemovable)
  }

  /// The value nearest to the usual one, then others, then the bounds.
  private func candidates(_ set: ValueSet, _ usual: Int64?, _ others: [Int64] = []) -> [Int64] {
    let near = usual.flatMap { set.nearest(to: $0) }
    return (near.map { [$0] } ?? []) + others + set.bounds
  }

  /// Products of the catalogue that relate as the box says, the usual ones first.
  func products(in box: FactBox) -> ProductPair? {
    let facts: [Fact] = [
      .productLine, .productOffer, .productEndOfSale, .requestSameProduct, .requestOtherLine,
      .requestFewerServices,
    ]
    guard facts.contains(where: box.narrows) || !products.products.isEmpty else {
      return ProductPair(current: nil, target: nil)
    }
    let ordered = products.products.sorted {
      oddity(of: $0).lexicographicallyPrecedes(oddity(of: $1))
    }
    for current in ordered where fits(current, in: box) {
      for target in ordered.filter({ $0.id != current.id }) + [current] {
        if box.contains(current.id == target.id ? 1 : 0, for: .requestSameProduct),
          box.contains(current.line != target.line ? 1 : 0, for: .requestOtherLine),
          box.contains(target.rank < current.rank ? 1 : 0, for: .requestFewerServices)
        {
          return ProductPair(current: current.id, target: target.id)
        }
      }
    }
    return nil
  }

  private func fits(_ product: Product, in box: FactBox) -> Bool {
    box.contains(product.line.code, for: .productLine)
      && box.contains(product.offer.code, for: .productOffer)
      && box.contains(product.endOfSale ? 1 : 0, for: .productEndOfSale)
  }

  /// How far a product is from the usual one.
  private func oddity(of product: Product) -> [Int] {
    [
      product.line.code == typical.facts[.productLine] ? 0 : 1,
      product.offer == .service && !product.endOfSale ? 0 : 1, -product.rank,
    ]
  }
}
