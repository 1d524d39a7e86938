/// Shares an amount out so that the parts sum to it.
public enum Allocation {
  /// The parts of `total` in proportion to `weights`, in their order.
  ///
  /// Each part is first cut to whole minor units; those that remain go one each to the parts that
  /// lost most, and among equals to the earlier one (largest remainder). A part is never more than
  /// one minor unit away from its exact share, and a weight of zero gets nothing.
  ///
  /// Throws `negativeWeight`, and `noWeight` if all weights are zero and the total is not.
  public static func split(_ total: Money, weights: [Int64]) throws(MoneyError) -> [Money] {
    if let negative = weights.first(where: { $0 < 0 }) { throw .negativeWeight(negative) }
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0 else {
      guard total.isZero else { throw .noWeight }
      return weights.map { _ in total }
    }

    let shares = weights.map { weight in
      (Int128(total.minorUnits) * Int128(weight)).quotientAndRemainder(dividingBy: sum)
    }
    var parts = shares.map { Int64($0.quotient) }
    let left = shares.reduce(Int128(total.minorUnits)) { $0 - $1.quotient }
    let byLoss = shares.indices.sorted { one, other in
      let (oneLoss, otherLoss) = (
        shares[one].remainder.magnitude, shares[other].remainder.magnitude
      )
      return oneLoss == otherLoss ? one < other : oneLoss > otherLoss
    }
    for index in byLoss.prefix(Int(left.magnitude)) {
      parts[index] += Int64(left.signum())
    }
    return parts.map { Money(minorUnits: $0, currency: total.currency) }
  }
}
