import Testing

@testable import TenurePortal

@Suite struct ChartScaleTests {
  @Test(
    arguments: [
      (0, [0, 1]), (1, [0, 1]), (2, [0, 1, 2]), (4, [0, 2, 4]), (7, [0, 3, 6, 9]),
      (10, [0, 5, 10]), (16, [0, 10, 20]), (8_120, [0, 3_000, 6_000, 9_000]),
    ] as [(Int64, [Int64])])
  func `at most four round numbers reach the largest value`(value: Int64, marks: [Int64]) {
    #expect(ChartScale(upTo: value).marks == marks)
  }

  @Test func `every value is on the scale, and its marks are short`() {
    var value: Int64 = 1
    while value < .max / 7 {
      let scale = ChartScale(upTo: value)
      #expect(scale.marks.count <= 4)
      #expect(scale.top >= min(value, 1 << 53))
      #expect(scale.marks.allSatisfy { $0 % scale.unit == 0 || scale.wholes == 1_000_000_000 })
      #expect(scale.height(of: value, in: 165) <= 165)
      value = value * 3 / 2 + 1
    }
  }

  @Test func `money is told in whole units of its currency`() {
    let scale = ChartScale(upTo: 17_600, whole: 100)
    #expect(scale.marks == [0, 10_000, 20_000])
    #expect(scale.unit == 100)
    let large = ChartScale(upTo: 4_000_000_000, whole: 100)
    #expect(large.top / large.unit < 10_000)
    #expect(large.wholes == 1_000_000)
  }

  @Test func `heights are rounded to the nearest`() {
    let scale = ChartScale(upTo: 10)
    #expect([0, 1, 5, 10, 99].map { scale.height(of: $0, in: 165) } == [0, 17, 83, 165, 165])
  }
}
