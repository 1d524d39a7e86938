/// The scale of a chart's values: from nothing up to a round number, with at most four marks.
struct ChartScale: Sendable, Hashable {
  /// The value at the upper end; more than nothing.
  let top: Int64
  /// The values that are named, nothing first.
  let marks: [Int64]
  /// What 1 at a mark stands for: the smallest whole of the values, a thousand of them, a million
  /// or a billion, so that what is written at the marks stays short.
  let unit: Int64
  /// How many wholes ``unit`` is: 1, 1 000, 1 000 000 or 1 000 000 000.
  let wholes: Int64

  /// Values above this are drawn as this.
  private static let most: Int64 = 1 << 53
  private static let mostSteps: Int64 = 3

  /// - Parameters:
  ///   - value: the largest value that is drawn; 0 or more.
  ///   - whole: of how many the smallest number consists that is written at a mark: 100 for
  ///     hundredths of a currency.
  init(upTo value: Int64, whole: Int64 = 1) {
    let wholes = max(1, Self.divided(min(max(value, 0), Self.most), by: whole))
    let step = Self.step(for: wholes)
    let count = Self.divided(wholes, by: step)
    let wholesAtTop = step * count
    var shortened: Int64 = 1
    while wholesAtTop / shortened >= 10_000, shortened < 1_000_000_000 { shortened *= 1_000 }
    top = wholesAtTop * whole
    marks = (0...count).map { $0 * step * whole }
    self.wholes = shortened
    unit = shortened * whole
  }

  /// How far up a value reaches, of a height; nothing at the bottom.
  func height(of value: Int64, in height: Int) -> Int {
    let value = min(max(value, 0), top)
    return Int((value * Int64(height) + top / 2) / top)
  }

  /// 1, 2, 3 or 5 times a power of ten, of which few reach a number.
  private static func step(for wholes: Int64) -> Int64 {
    let least = divided(wholes, by: mostSteps)
    var power: Int64 = 1
    while true {
      for factor: Int64 in [1, 2, 3, 5] where factor * power >= least { return factor * power }
      power *= 10
    }
  }

  /// Rounded up.
  private static func divided(_ number: Int64, by divisor: Int64) -> Int64 {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder > 0 ? quotient + 1 : quotient
  }
}
