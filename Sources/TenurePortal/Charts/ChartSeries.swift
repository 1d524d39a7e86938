/// The values of one name along the time of a chart.
struct ChartSeries: Sendable, Hashable {
  /// As the legend says it.
  let name: String
  /// None is negative; nil where nothing was counted.
  let values: [Int64?]

  /// How many a chart draws.
  static let most = 6

  var total: Int64 { Int64.sum(values.compactMap(\.self)) }
}

extension [ChartSeries] {
  /// These in their order, the smallest put together as one if there are more than a chart draws.
  func puttingTogether(as others: String) -> [ChartSeries] {
    guard count > ChartSeries.most else { return self }
    let kept = Set(
      indices.sorted { (self[$0].total, $1) > (self[$1].total, $0) }.prefix(ChartSeries.most - 1))
    let rest = indices.filter { !kept.contains($0) }.map { self[$0] }
    return indices.filter(kept.contains).map { self[$0] } + [.sum(of: rest, named: others)]
  }
}

extension ChartSeries {
  /// nil where nothing was counted of any.
  fileprivate static func sum(of series: [ChartSeries], named name: String) -> ChartSeries {
    let count = series.map(\.values.count).max() ?? 0
    let values = (0..<count).map { index -> Int64? in
      let known = series.compactMap { index < $0.values.count ? $0.values[index] : nil }
      return known.isEmpty ? nil : Int64.sum(known)
    }
    return ChartSeries(name: name, values: values)
  }
}

extension Int64 {
  /// The sum, or the largest number if it is beyond it.
  static func sum(_ numbers: some Sequence<Int64>) -> Int64 {
    numbers.reduce(0) { sum, number in
      let (next, isBeyond) = sum.addingReportingOverflow(number)
      return isBeyond ? .max : next
    }
  }
}

extension ChartSeries {
  /// Every so-manyeth value, counted back from the last one.
  func sampled(every step: Int) -> ChartSeries {
    let shown = stride(from: values.count - 1, through: 0, by: -step).reversed()
    return ChartSeries(name: name, values: shown.map { values[$0] })
  }
}
