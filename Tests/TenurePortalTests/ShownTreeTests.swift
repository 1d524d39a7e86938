import Testing

@testable import TenurePortal

/// What a template finds in the model of a page.
@Suite struct ShownTreeTests {
  private struct Page {
    let title: String
    let lead: String?
    let rows: [Row]
    let isLast: Bool
    let bytes: Int64
    let state: State
    let first: Row?
  }

  private struct Row {
    let name: String
    let title: String?
  }

  private enum State { case active }

  private let tree = ShownTree(
    Page(
      title: "Products", lead: nil, rows: [Row(name: "One", title: nil)], isLast: true,
      bytes: 1 << 40, state: .active, first: Row(name: "Two", title: "Second")))

  @Test func `members are found by their names, as they are`() {
    #expect(tree.child(named: "title") as? String == "Products")
    #expect(tree.child(named: "isLast") as? Bool == true)
    #expect(tree.child(named: "bytes") as? Int64 == 1_099_511_627_776)
    #expect(tree.child(named: "state").map { "\($0)" } == "active")
    #expect(tree.child(named: "price") == nil)
  }

  /// A template then looks for it in what is around.
  @Test func `an optional is its value, or is not there`() throws {
    #expect(tree.child(named: "lead") == nil)
    let first = try #require(tree.child(named: "first") as? ShownTree)
    #expect(first.child(named: "title") as? String == "Second")
  }

  @Test func `a list has a tree for each of its rows`() throws {
    let rows = try #require(tree.child(named: "rows") as? [Any])
    let row = try #require(rows.first as? ShownTree)
    #expect(rows.count == 1)
    #expect(row.child(named: "name") as? String == "One")
    #expect(row.child(named: "title") == nil)
  }
}
