import TenureEngine
import TenurePolicy

/// The pages of a list, as the partial `pager` shows them.
struct Pager: Sendable {
  /// `21 to 40`.
  let range: String
  let first: String?
  let next: String?
  /// Whether there is more than one page.
  let isNeeded: Bool

  /// No list is longer than the numbers that its addresses may tell.
  private static let most = 1_000_000_000

  /// - Parameters:
  ///   - query: what the addresses of further pages keep.
  ///   - step: how many rows a page has.
  init<Item>(
    _ visit: Visit, _ place: Place, _ page: Page<Item>,
    keeping query: [(name: String, value: String)] = [], step: Int
  ) {
    let told = visit.query["from"].flatMap { Int($0) } ?? 1
    let from = min(max(told, 1), Self.most)
    let last = from + max(page.items.count, 1) - 1
    range = visit.text(
      "words.range", ["first": visit.say.number(from), "last": visit.say.number(last)])
    first = visit.query["after"] == nil ? nil : place.path(query)
    next = page.next.map {
      place.path(query + [(name: "after", value: $0), (name: "from", value: "\(from + step)")])
    }
    isNeeded = first != nil || next != nil
  }
}
