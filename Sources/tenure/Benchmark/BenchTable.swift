import Foundation

/// Measurements as an aligned table.
struct BenchTable {
  let rows: [String]

  init(_ measurements: [Measurement]) {
    let width = measurements.map(\.name.count).max() ?? 0
    let head = Self.row("", "value", "reference", "ratio", "unit", width)
    rows =
      [head]
      + measurements.map {
        Self.row(
          $0.name, Self.figure($0.value), Self.figure($0.reference),
          String(format: "%.3f", $0.ratio), $0.unit, width)
      }
  }

  private static func figure(_ value: Double) -> String {
    String(format: value < 100 ? "%.1f" : "%.0f", value)
  }

  private static func row(
    _ name: String, _ value: String, _ reference: String, _ ratio: String, _ unit: String,
    _ width: Int
  ) -> String {
    name.padding(toLength: width, withPad: " ", startingAt: 0)
      + [value, reference, ratio].map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }
      .joined() + "  " + unit
  }
}
