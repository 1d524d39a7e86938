import TenureEngine

/// The way through a list that was gone so far: a list is read forwards only, so that the address
/// of a page names the places at which the pages before it began.
struct Trail: Sendable {
  typealias Query = [(name: String, value: String)]

  /// No identifier, and so no place, has it; no address encodes it.
  private static let separator: Character = "~"
  /// One can go back so many pages; before that there is the first one.
  private static let longest = 20
  private static let name = "trail"

  /// Where the page that is shown begins; nil for the first.
  let place: String?
  /// Where those before it begin, but for the first.
  private let earlier: [String]
  /// The member of the address that says where a page begins.
  private let key: String

  init(_ visit: Visit, key: String) {
    self.key = key
    let place = visit.query[key]
    self.place = place
    let earlier = place == nil ? [] : visit.query[Self.name]?.split(separator: Self.separator)
    self.earlier = (earlier ?? []).suffix(Self.longest).map(String.init)
  }

  var isFirst: Bool { place == nil }

  /// What the address of the next page has.
  func next(_ next: String) -> Query {
    query(next, after: earlier + [place].compactMap(\.self))
  }

  /// What the address of the page before has; nil if that is the first, or not known any more.
  var previous: Query? {
    earlier.last.map { query($0, after: earlier.dropLast()) }
  }

  private func query(_ place: String, after earlier: [String]) -> Query {
    let told = earlier.suffix(Self.longest).joined(separator: String(Self.separator))
    return [(name: key, value: place)] + (told.isEmpty ? [] : [(name: Self.name, value: told)])
  }
}
