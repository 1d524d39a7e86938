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
}

/// How long lists are.
public enum PageLimit {
  public static let standard = 50
  public static let most = 500
}
