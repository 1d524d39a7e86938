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

  /// - Parameters:
  ///   - query: what the addresses of further pages keep.
  ///   - step: how many rows a page has.
  init<Item>(
    _ visit: Visit, _ place: Place, _ page: Page<Item>,
    keeping query: [(name: String, value: String)] = [], step: Int
  ) {
    let from = max(visit.query["from"].flatMap { Int($0) } ?? 1, 1)
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
