import TenureEngine
import TenurePolicy

/// The pages of a list, as the partial `pager` shows them.
struct Pager: Sendable {
  /// `21 to 40`.
  let range: String
  /// nil where it is the page that is shown, or the one before.
  let first: String?
  let previous: String?
  let next: String?
  /// Whether there is more than one page.
  let isNeeded: Bool

  /// No list is longer than the numbers that its addresses may tell.
  private static let most = 1_000_000_000

  /// - Parameters:
  ///   - query: what the addresses of further pages keep.
  ///   - step: how many rows a page has.
  init<Item>(
    _ visit: Visit, _ place: Place, _ page: Page<Item>, keeping query: Trail.Query = [], step: Int
  ) {
    let trail = Trail(visit, key: "after")
    let told = visit.query["from"].flatMap { Int($0) } ?? 1
    let from = trail.isFirst ? 1 : min(max(told, 1), Self.most)
    let last = from + max(page.items.count, 1) - 1
    range = visit.text(
      "words.range", ["first": visit.say.number(from), "last": visit.say.number(last)])
    func path(_ more: Trail.Query, from: Int) -> String {
      place.path(query + more + (more.isEmpty ? [] : [(name: "from", value: "\(from)")]))
    }
    let start = path([], from: 1)
    let isSecond = !trail.isFirst && from <= step + 1
    first = trail.isFirst || isSecond ? nil : start
    previous =
      trail.previous.map { path($0, from: max(from - step, 1)) } ?? (isSecond ? start : nil)
    next = page.next.map { path(trail.next($0), from: from + step) }
    isNeeded = !trail.isFirst || next != nil
  }
}

/// The pages of a list whose latest part comes first, as the partial `pager-latest` shows them.
struct LatestPager: Sendable {
  let newest: String?
  /// nil where the page before is the first one.
  let later: String?
  let next: String?
  /// Whether there is more than one page.
  let isNeeded: Bool

  /// - Parameter next: where the list goes on; nil at its end.
  init(_ visit: Visit, _ place: Place, next: String?, keeping query: Trail.Query = []) {
    let trail = Trail(visit, key: Self.key)
    newest = trail.isFirst ? nil : place.path(query)
    later = trail.previous.map { place.path(query + $0) }
    self.next = next.map { place.path(query + trail.next($0)) }
    isNeeded = !trail.isFirst || next != nil
  }

  /// Before which part of the list the page goes on.
  static func place(_ visit: Visit) -> String? { visit.query[key] }

  private static let key = "before"
}
