/// One picture of a chart, as the partial `chart` shows it.
struct ChartDrawing: Sendable {
  /// How values are drawn.
  enum Style: String {
    case area, bar
  }

  struct Mark: Sendable {
    let y: Int
    /// The base line of its text.
    let textY: Int
    let text: String
  }

  struct Shape: Sendable {
    let style: String
    /// The place in the legend, from 1.
    let number: Int
    let path: String
  }

  struct Time: Sendable {
    let x: Int
    let anchor: String
    let text: String
  }

  /// What it shows, in words.
  let label: String
  /// In what the values are told; nil for plain numbers.
  let unit: String?
  let axis: Mark
  let grid: [Mark]
  let shapes: [Shape]
  let times: [Time]

  /// - Parameters:
  ///   - series: from below.
  ///   - whole: of how many values the smallest number consists that is written at a mark.
  ///   - unit: says in what the values are told, from how many wholes 1 at a mark stands for.
  ///   - number: writes a number at a mark.
  ///   - times: what stands below at the start, the middle and the end.
  ///   - first: the place of the first series in the legend.
  init(
    _ style: Style, _ series: [ChartSeries], label: String, whole: Int64 = 1,
    times: (start: String, middle: String, end: String), first: Int = 1,
    unit: (Int64) -> String?, number: (Int) -> String
  ) {
    let stack = ChartStack(series)
    let scale = ChartScale(upTo: stack.most, whole: whole)
    let marks = scale.marks.map { value in
      let y = ChartPlane.y(value, scale)
      return Mark(y: y, textY: y + 4, text: number(Int(value / scale.unit)))
    }
    self.label = label
    self.unit = unit(scale.wholes)
    axis = marks[0]
    grid = Array(marks.dropFirst())
    shapes = stack.bands.enumerated().compactMap { index, band in
      let path =
        style == .area ? ChartPlane.area(band, scale) : ChartPlane.bars(band, scale)
      return path.isEmpty
        ? nil : Shape(style: style.rawValue, number: first + index, path: path)
    }
    self.times = [
      Time(x: ChartPlane.left, anchor: "start", text: times.start),
      Time(x: (ChartPlane.left + ChartPlane.right) / 2, anchor: "middle", text: times.middle),
      Time(x: ChartPlane.right, anchor: "end", text: times.end),
    ]
  }
}
