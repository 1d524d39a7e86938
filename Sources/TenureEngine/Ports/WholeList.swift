/// Goes through lists of the store from beginning to end, holding one page at a time.
enum WholeList {
  /// How many rows are held at a time.
  static let page = 500

  /// Visits every row of a list.
  static func each<Row, Place: Sendable & Hashable>(
    _ rows: (PageRequest<Place>) throws -> [Row], place: (Row) -> Place,
    _ visit: (Row) throws -> Void
  ) throws {
    var after: Place?
    while true {
      let found = try rows(PageRequest(after: after, limit: page))
      for row in found { try visit(row) }
      guard found.count == page, let last = found.last else { return }
      after = place(last)
    }
  }
}
