import TenureEngine

/// The rules behind a part of a page: the partial `because` shows them, folded.
struct WhySection: Sendable {
  let because: [ReasonView]
  let hasBecause: Bool

  /// - Parameter tables: those whose rules speak of the part, such as `refund`.
  init(_ reasons: [ReasonBody], of tables: String..., in visit: Visit) {
    because = visit.because(reasons, of: tables)
    hasBecause = !because.isEmpty
  }
}
