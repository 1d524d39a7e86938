import Dispatch
import FoundationEssentials
import GRDB
import Glibc
import Logging
import TenureEngine

/// A SQLite file that this process owns: write-ahead log, full synchronisation, one writing
/// connection whose commits are shared, and a few that read.
///
/// Acts of a group run one after the other, so a request's idempotency key is always free or
/// answered; two requests in flight with one key meet before they come here.
final class SQLiteEngine: SQLEngine {
  let dialect = Dialect.sqlite
  let path: String
  let pool: DatabasePool
  private let lock: FileLock
  private let group: GroupCommit

  /// Opens the file, and makes it if there is none.
  ///
  /// - Throws: `OwnershipError` if another process owns it, `FileFault` if it cannot be made,
  ///   `StoreError` if it is not a database of ours or its settings do not hold.
  static func open(
    _ path: String, owner: FileOwner, options: SQLiteOptions = SQLiteOptions(), logger: Logger
  ) async throws -> SQLiteEngine {
    let options = Self.weakenedForTests(options, logger)
    return try await offCooperativeThreads {
      try SQLiteEngine(path, owner: owner, options: options)
    }
  }

  private init(_ path: String, owner: FileOwner, options: SQLiteOptions) throws {
    try Self.create(path)
    self.path = URL(filePath: path).resolvingSymlinksInPath().path
    lock = try FileLock(self.path, owner: owner)
    do {
      pool = try DatabasePool(path: self.path, configuration: Self.configuration(options))
      try pool.writeWithoutTransaction { try Self.prepareWriter($0, options) }
    } catch {
      throw SQLiteFault.translate(error)
    }
    group = GroupCommit(pool)
  }

  /// How many commits there have been.
  var commits: Int { group.commits }

  /// How many writes wait at this moment.
  var waitingCount: Int { group.waitingCount }

  var isWriterAtWork: Bool { group.isAtWork }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Result
  ) async throws -> Result {
    do {
      // Not `read`, which prepares the statements around the closure anew each time.
      return try await pool.unsafeRead { database in
        try SQLiteSession(database, isReadOnly: true).onePicture(body)
      }
    } catch {
      throw SQLiteFault.translate(error)
    }
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Result
  ) async throws -> Result {
    try await group.write(body)
  }

  func close() async {
    group.close()
    // What waits stands before this in the queue of the writing connection.
    try? await offCooperativeThreads { [pool] in
      // GRDB closes the writer before the readers, and those may not empty the log into the file:
      // a copy of the file alone would lack what is still in the log.
      _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      try pool.close()
    }
    lock.release()
  }

  /// Makes an empty file that nobody else may read; the log beside it gets the same rights.
  private static func create(_ path: String) throws {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFault(path, "cannot be opened") }
    Glibc.close(descriptor)
  }

  private static func configuration(_ options: SQLiteOptions) -> Configuration {
    var configuration = Configuration()
    configuration.label = "tenure"
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = options.readers
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      // Each commit empties the caches of connections that read, so larger ones are of no use.
      try database.execute(sql: "PRAGMA cache_size = -512")
    }
    return configuration
  }

  /// Sets what holds for the writing connection alone, and asserts it: GRDB puts a new writer to
  /// `synchronous = NORMAL`, under which a power failure can take answered acts with it.
  private static func prepareWriter(_ database: GRDB.Database, _ options: SQLiteOptions) throws {
    try database.execute(sql: "PRAGMA synchronous = \(options.synchronous.rawValue)")
    try database.execute(sql: "PRAGMA cache_size = -2000")
    // After a long import the log shrinks to this many bytes again.
    try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
    if let pages = options.maximumPages {
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    if mark == 0, tables == 0 {
      try database.execute(sql: "PRAGMA application_id = \(applicationMark)")
    } else if mark != applicationMark {
      throw StoreError.unreadable("the file is a database of another program")
    }
    let expected: [(pragma: String, value: String)] = [
      ("synchronous", "\(options.synchronous.rawValue)"), ("journal_mode", "wal"),
      ("foreign_keys", "1"),
    ]
    for (pragma, value) in expected {
      let found = try String.fetchOne(database, sql: "PRAGMA \(pragma)")
      guard found == value else {
        throw StoreError.unavailable("SQLite has \(pragma) = \(found ?? "?") instead of \(value)")
      }
    }
  }

  /// `Tenu` in ASCII, as the file's application id.
  static let applicationMark = 0x5465_6e75

  /// Lets the test of durability show that it would find a server that does not synchronise.
  private static func weakenedForTests(_ options: SQLiteOptions, _ logger: Logger)
    -> SQLiteOptions
  {
    guard ProcessInfo.processInfo.environment["TENURE_TEST_SYNCHRONOUS"] == "NORMAL" else {
      return options
    }
    logger.critical(
      "TENURE_TEST_SYNCHRONOUS=NORMAL: a power failure will lose acts that were answered. Unset it."
    )
    var options = options
    options.synchronous = .normal
    return options
  }
}

/// Runs what blocks on a thread that may block.
func offCooperativeThreads<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async {
      continuation.resume(with: Swift.Result { try work() })
    }
  }
}
