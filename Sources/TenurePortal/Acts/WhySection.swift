import TenureEngine

/// The rules behind a part of a page: the partial `because` shows them, folded.
struct WhySection: Sendable {
  let because: [ReasonView]
  let hasBecause: Bool

  /// - Parameters:
  ///   - tables: those whose rules speak of the part, such as `refund`.
  ///   - edition: the one that was asked; nil where that is not told.
  init(_ reasons: [ReasonBody], of tables: String..., by edition: String?, in visit: Visit) {
    because = visit.because(reasons, of: tables, by: edition)
    hasBecause = !because.isEmpty
  }
}
