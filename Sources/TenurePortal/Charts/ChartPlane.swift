/// Where the values of a chart are drawn, in units of a picture of 400 × 212.
enum ChartPlane {
  static let left = 44
  static let right = 400
  static let top = 15
  static let bottom = 180

  static var width: Int { right - left }
  static var height: Int { bottom - top }

  /// The place of one of some moments that are spread over the whole width.
  static func x(_ index: Int, of count: Int) -> Int {
    count > 1 ? left + width * index / (count - 1) : right
  }

  static func y(_ value: Int64, _ scale: ChartScale) -> Int {
    bottom - scale.height(of: value, in: height)
  }
}

// MARK: - Areas

extension ChartPlane {
  /// The outline of a band over time, interrupted where nothing was counted and where there is
  /// nothing to see.
  static func area(_ band: [Range<Int64>?], _ scale: ChartScale) -> String {
    runs(band).map { run in
      let points = run.compactMap { index in
        band[index].map { (x: x(index, of: band.count), value: $0) }
      }
      let upper = points.map { (x: $0.x, y: y($0.value.upperBound, scale)) }
      let lower = points.map { (x: $0.x, y: y($0.value.lowerBound, scale)) }
      guard upper.count > 1 else { return upper.map { sliver($0.x, $0.y, lower[0].y) }.joined() }
      return "M" + line(upper) + "L" + line(lower.reversed()) + "z"
    }.joined()
  }

  /// A single day between gaps, which has no width of its own.
  private static func sliver(_ x: Int, _ upper: Int, _ lower: Int) -> String {
    let from = max(left, x - 2)
    return "M\(from) \(upper)H\(min(right, from + 4))V\(lower)H\(from)z"
  }

  /// The points of a line without those within a stretch that is level.
  private static func line(_ points: [(x: Int, y: Int)]) -> String {
    points.indices.filter { index in
      guard index > 0, index < points.count - 1 else { return true }
      return points[index - 1].y != points[index].y || points[index + 1].y != points[index].y
    }.map { "\(points[$0].x) \(points[$0].y)" }.joined(separator: " ")
  }

  /// The stretches that are drawn: what is counted, without what is nothing for more than a moment.
  private static func runs(_ band: [Range<Int64>?]) -> [Range<Int>] {
    func isSeen(_ index: Int) -> Bool {
      band.indices.contains(index) && !(band[index]?.isEmpty ?? true)
    }
    var runs: [Range<Int>] = []
    for index in band.indices {
      guard band[index] != nil, isSeen(index) || isSeen(index - 1) || isSeen(index + 1) else {
        continue
      }
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }
}

// MARK: - Bars

extension ChartPlane {
  /// The bars of a band, each two thirds as wide as its share of the width.
  static func bars(_ band: [Range<Int64>?], _ scale: ChartScale) -> String {
    band.enumerated().compactMap { index, range -> String? in
      guard let range, !range.isEmpty else { return nil }
      let share = width / band.count
      let thick = max(1, share * 2 / 3)
      let x = left + width * index / band.count + (share - thick) / 2
      let (upper, lower) = (y(range.upperBound, scale), y(range.lowerBound, scale))
      return "M\(x) \(lower)V\(upper)h\(thick)V\(lower)z"
    }.joined()
  }
}
