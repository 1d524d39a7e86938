/// The values of several series on top of each other.
struct ChartStack: Sendable, Hashable {
  /// By series, the lowest first: from where to where each value reaches; nil in a gap.
  let bands: [[Range<Int64>?]]
  /// The highest that any reaches.
  let most: Int64

  init(_ series: [ChartSeries]) {
    var tops = [Int64](repeating: 0, count: series.map(\.values.count).max() ?? 0)
    bands = series.map { series in
      series.values.enumerated().map { index, value in
        guard let value else { return nil }
        let bottom = tops[index]
        tops[index] = Int64.sum([bottom, max(0, value)])
        return bottom..<tops[index]
      }
    }
    most = tops.max() ?? 0
  }
}
