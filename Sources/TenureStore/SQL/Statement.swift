/// One SQL statement that both engines understand.
///
/// Parameters are written `?1`, `?2`, …; PostgreSQL reads them as `$1`, `$2`, …. Make a statement
/// once, as a static constant: each connection prepares it at its first use and keeps it.
struct Statement: Hashable, Sendable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (one: Statement, other: Statement) -> Bool { one.text == other.text }
}
