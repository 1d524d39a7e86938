import Synchronization

/// One SQL statement that both engines understand.
///
/// Parameters are written `?1`, `?2`, …; PostgreSQL reads them as `$1`, `$2`, …. Make a statement
/// once, as a static constant: each connection prepares it at its first use and keeps it.
struct Statement: Hashable, Sendable {
  let text: String
  /// The same for the same text: connections find what they prepared by it without reading the
  /// text again.
  let number: Int

  init(_ text: String) {
    self.text = text
    number = Self.numbers.withLock { numbers in
      if let number = numbers[text] { return number }
      let number = numbers.count
      numbers[text] = number
      return number
    }
  }

  static func == (one: Statement, other: Statement) -> Bool { one.number == other.number }

  func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// How many statements there are so far; each ``number`` is less.
  static var count: Int { numbers.withLock(\.count) }

  private static let numbers = Mutex<[String: Int]>([:])
}
