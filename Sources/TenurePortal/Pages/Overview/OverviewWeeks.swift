import TenureEngine

/// The last full weeks of an overview, the last of which ends today: what happens on days is told
/// by weeks, so that its bars can be told apart.
struct OverviewWeeks {
  static let count = 12
  static let days = 7

  /// The first day of each week.
  let starts: [String]
  /// How many of their days were not counted.
  let gaps: Int
  private let skipped: Int

  init(_ body: OverviewBody) {
    skipped = max(0, body.days.count - Self.count * Self.days)
    let shown = Array(body.days.dropFirst(skipped))
    starts = stride(from: 0, to: shown.count, by: Self.days).map { shown[$0] }
    gaps = Set(shown).intersection(body.gaps).count
  }

  /// The sum of each week; nil where none of its days was counted.
  func sums(_ values: [Int64?]) -> [Int64?] {
    let shown = Array(values.dropFirst(skipped))
    return stride(from: 0, to: shown.count, by: Self.days).map { start in
      let counted = shown[start..<min(start + Self.days, shown.count)].compactMap(\.self)
      return counted.isEmpty ? nil : Int64.sum(counted)
    }
  }
}
