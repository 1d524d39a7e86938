/// A stretch of a list.
public struct Page<Item: Sendable>: Sendable {
  public let items: [Item]
  /// Where the next stretch begins; nil at the end of the list.
  public let next: String?

  public init(_ items: [Item], next: String?) {
    self.items = items
    self.next = next
  }

  /// A stretch of records that were asked for with one more than the limit.
  init<Record>(
    _ records: [Record], limit: Int, _ body: (Record) throws -> Item, place: (Record) -> String
  ) rethrows {
    let shown = records.prefix(limit)
    items = try shown.map(body)
    next = records.count > limit ? shown.last.map(place) : nil
  }

  /// A stretch of the records of a list that suit, however many others stand between them.
  ///
  /// - Parameters:
  ///   - records: reads up to so many from a place on.
  ///   - start: where it begins; nil for the beginning of the list.
  init<Record>(
    of records: (_ from: String?, _ limit: Int) throws -> [Record],
    where suits: (Record) -> Bool, from start: String?, limit: Int,
    _ body: (Record) throws -> Item, place: (Record) -> String
  ) rethrows {
    var found: [Record] = []
    var next = start
    while found.count <= limit {
      let stretch = try records(next, limit + 1)
      found += stretch.filter(suits)
      guard stretch.count > limit, let last = stretch.last else { break }
      next = place(last)
    }
    try self.init(found, limit: limit, body, place: place)
  }
}

/// How long lists are.
public enum PageLimit {
  public static let standard = 50
  public static let most = 500
}
