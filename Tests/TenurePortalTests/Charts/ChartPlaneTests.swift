import Testing

@testable import TenurePortal

@Suite struct ChartPlaneTests {
  private let scale = ChartScale(upTo: 10)

  @Test func `series stand on top of each other`() {
    let stack = ChartStack([
      ChartSeries(name: "a", values: [1, nil, 3]), ChartSeries(name: "b", values: [2, nil, 0]),
    ])
    #expect(stack.bands == [[0..<1, nil, 0..<3], [1..<3, nil, 3..<3]])
    #expect(stack.most == 3)
  }

  @Test func `an area leaves a gap where nothing was counted`() {
    let whole = ChartPlane.area([0..<10, 0..<10, 0..<5], scale)
    #expect(whole == "M44 15 222 15 400 97L400 180 44 180z")
    let broken = ChartPlane.area([0..<10, 0..<10, nil, 0..<5, 0..<5], scale)
    #expect(broken == "M44 15 133 15L133 180 44 180zM311 97 400 97L400 180 311 180z")
  }

  @Test func `a day alone can be seen`() {
    #expect(ChartPlane.area([nil, nil, 0..<10], scale) == "M398 15H400V180H398z")
  }

  @Test func `nothing is not drawn as something`() {
    #expect(ChartPlane.area([0..<0, 0..<0, 0..<0], scale) == "")
    #expect(ChartPlane.bars([0..<0, nil], scale) == "")
  }

  @Test func `a bar stands in its share of the width`() {
    #expect(
      ChartPlane.bars([0..<10, nil, 5..<10, 0..<0], scale) == "M59 180V15h59V180zM237 97V15h59V97z")
  }

  @Test func `the smallest of many series are put together`() {
    let series = (1...8).map { ChartSeries(name: "\($0)", values: [Int64($0), nil]) }
    let drawn = series.puttingTogether(as: "others")
    #expect(drawn.map(\.name) == ["4", "5", "6", "7", "8", "others"])
    #expect(drawn.last?.values == [6, nil])
    #expect(
      Array(series.prefix(6)).puttingTogether(as: "others").map(\.name) == [
        "1", "2", "3", "4", "5", "6",
      ])
  }

  @Test func `sums beyond the largest number stay there`() {
    #expect(Int64.sum([.max, 1]) == .max)
  }
}
