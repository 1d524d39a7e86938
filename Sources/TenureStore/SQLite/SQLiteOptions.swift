/// How a SQLite file is opened.
struct SQLiteOptions: Sendable {
  /// When a commit is on disk. The house serves with ``full`` and nothing else.
  enum Synchronous: Int, Sendable {
    /// A power failure may take the last commits with it: for tests that show just that.
    case normal = 1
    /// A commit that was answered survives a power failure.
    case full = 2
  }

  var synchronous = Synchronous.full
  /// Connections that read beside the one that writes.
  var readers = 4
  /// No more pages than this; nil for no limit. For tests of a full disk.
  var maximumPages: Int?
}
