import Testing

@testable import TenureEngine

/// A stretch of a list of which not everything is shown.
struct PageTests {
  /// Of the numbers up to 99 those that 10 divides: 0, 10, … 90.
  private func page(from start: String?, limit: Int) -> Page<Int> {
    Page(
      of: { place, limit in
        let first = place.flatMap { Int($0) }.map { $0 + 1 } ?? 0
        return Array((0..<100).dropFirst(first).prefix(limit))
      }, where: { $0.isMultiple(of: 10) }, from: start, limit: limit, { $0 }, place: { "\($0)" })
  }

  @Test func `it is full, however many others stand between`() {
    let first = page(from: nil, limit: 3)
    #expect(first.items == [0, 10, 20])
    #expect(first.next == "20")
    #expect(page(from: first.next, limit: 3).items == [30, 40, 50])
  }

  @Test func `the last one says that nothing follows`() {
    let last = page(from: "50", limit: 4)
    #expect(last.items == [60, 70, 80, 90])
    #expect(last.next == nil)
    #expect(page(from: "90", limit: 4).items.isEmpty)
  }
}
