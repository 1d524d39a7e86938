/// Counts of how long things took. All in integers, so that sums stay exact.
struct Histogram: Sendable {
  /// The upper ends of the buckets, in microseconds, inclusive; a last bucket has none.
  static let bounds: [Int64] = [
    250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    2_500_000, 10_000_000,
  ]

  /// How many fell into each bucket.
  private(set) var counts = [Int64](repeating: 0, count: bounds.count + 1)
  /// Microseconds altogether.
  private(set) var sum: Int64 = 0

  mutating func record(_ microseconds: Int64) {
    let bucket = Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count
    counts[bucket] += 1
    sum += microseconds
  }

  var total: Int64 { counts.reduce(0, +) }
}
