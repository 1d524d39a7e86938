/// A chart with its legend and what it is drawn from, as the partial `chart` shows it.
struct ChartFigure: Sendable {
  struct Key: Sendable {
    let number: Int
    let name: String
  }

  struct Row: Sendable {
    let name: String
    let cells: [String]
  }

  let caption: String
  /// One, or one for each currency.
  let drawings: [ChartDrawing]
  let hasDrawings: Bool
  /// Whether several stand beside each other.
  let isWide: Bool
  let legend: [Key]
  let hasLegend: Bool
  /// What is to be known besides, such as how many days were not counted.
  let notes: [String]
  /// What stands in place of the chart where there is nothing to draw.
  let empty: String
  /// The name of the table's first column.
  let time: String
  let heads: [String]
  let rows: [Row]
  /// Where the numbers are as a file.
  let csv: String

  init(
    caption: String, drawings: [ChartDrawing], legend: [String], notes: [String], empty: String,
    time: String, heads: [String], rows: [Row], csv: Place
  ) {
    self.caption = caption
    self.drawings = drawings
    hasDrawings = !drawings.isEmpty
    isWide = drawings.count > 1
    self.legend = legend.enumerated().map { Key(number: $0 + 1, name: $1) }
    hasLegend = !legend.isEmpty
    self.notes = notes
    self.empty = empty
    self.time = time
    self.heads = heads
    self.rows = rows
    self.csv = csv.path
  }
}
