import GRDB
import Synchronization
import TenureEngine

/// Writes for everybody: takes what waits, carries out each in a savepoint of its own, commits
/// once, and only then answers. Those who come together share one synchronisation of the disk.
///
/// All work happens on the queue of the pool's one writing connection.
final class GroupCommit: Sendable {
  /// So many share a commit at most, so that the first of them does not wait long.
  static let limit = 64

  private struct Waiting {
    var jobs: [any WriteJob] = []
    var isDraining = false
    var isClosed = false
  }

  private let pool: DatabasePool
  private let waiting = Mutex(Waiting())
  private let commitCount = Atomic<Int>(0)
  private let writer = WriterSession()

  init(_ pool: DatabasePool) {
    self.pool = pool
  }

  /// How many commits there have been.
  var commits: Int { commitCount.load(ordering: .relaxed) }

  /// Whether something is being written or waits to be.
  var isAtWork: Bool { waiting.withLock(\.isDraining) }

  /// How many wait at this moment.
  var waitingCount: Int { waiting.withLock(\.jobs.count) }

  /// - Throws: `StoreError`, or what the closure throws.
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      enqueue(Write(body, continuation))
    }
  }

  /// Refuses what comes from now on and carries out what waits. Then lets go of the prepared
  /// statements, without which the connection could not be closed.
  func close() {
    waiting.withLock { $0.isClosed = true }
    pool.asyncWriteWithoutTransaction { database in
      while self.carryOutNextGroup(database) {}
      self.writer.forget()
    }
  }

  private func enqueue(_ job: any WriteJob) {
    let (isAccepted, mustStart) = waiting.withLock { waiting in
      guard !waiting.isClosed else { return (false, false) }
      waiting.jobs.append(job)
      defer { waiting.isDraining = true }
      return (true, !waiting.isDraining)
    }
    guard isAccepted else { return job.answer(StoreError.unavailable("the database is closed")) }
    if mustStart { drain() }
  }

  /// Carries out a group, and then those that gathered meanwhile. In between, whatever else asked
  /// for the writing connection has its turn.
  private func drain() {
    pool.asyncWriteWithoutTransaction { database in
      if self.carryOutNextGroup(database) { self.drain() }
    }
  }

  /// - Returns: whether anything waited.
  private func carryOutNextGroup(_ database: GRDB.Database) -> Bool {
    let group = waiting.withLock { waiting in
      let group = Array(waiting.jobs.prefix(Self.limit))
      waiting.jobs.removeFirst(group.count)
      if group.isEmpty { waiting.isDraining = false }
      return group
    }
    guard !group.isEmpty else { return false }
    carryOut(group, writer.session(over: database))
    return true
  }

  private func carryOut(_ group: [any WriteJob], _ session: SQLiteSession) {
    var failures: [(any Error)?] = []
    do {
      try session.run(.begin, [], expecting: nil)
      failures = try run(group, session)
      if failures.contains(where: { $0 == nil }) {
        try commit(session)
        commitCount.add(1, ordering: .relaxed)
      } else {
        try session.run(.rollBack, [], expecting: nil)
      }
    } catch {
      if !session.hasLostTransaction { try? session.run(.rollBack, [], expecting: nil) }
      failures = group.indices.map { failures.count > $0 ? failures[$0] ?? error : error }
    }
    for (job, failure) in zip(group, failures) { job.answer(failure) }
  }

  /// - Throws: `StoreError.commitUnknown` if the disk fails: a crash at this moment could still
  ///   find the transaction in the log.
  private func commit(_ session: SQLiteSession) throws {
    do {
      try session.run(.commit, [], expecting: nil)
    } catch StoreError.unavailable {
      throw StoreError.commitUnknown
    }
  }

  /// Why each failed; nil for those that did not.
  ///
  /// - Throws: what ended the transaction for all.
  private func run(_ group: [any WriteJob], _ session: SQLiteSession) throws -> [(any Error)?] {
    try group.map { job in
      try session.run(.openSavepoint, [], expecting: nil)
      do {
        try job.carryOut(session)
        try session.run(.releaseSavepoint, [], expecting: nil)
        return nil
      } catch {
        guard !session.hasLostTransaction else { throw error }
        try session.run(.returnToSavepoint, [], expecting: nil)
        try session.run(.releaseSavepoint, [], expecting: nil)
        return error
      }
    }
  }
}

/// Something that waits to be written. Whoever takes it from the list is the only one to touch it.
private protocol WriteJob: AnyObject, Sendable {
  func carryOut(_ session: SQLiteSession) throws
  /// Tells the caller; nil if it was committed.
  func answer(_ failure: (any Error)?)
}

// Its only variable is written and read on the writer's queue.
private final class Write<Result: Sendable>: WriteJob, @unchecked Sendable {
  private let body: @Sendable (any SQLSession) throws -> Result
  private let continuation: CheckedContinuation<Result, any Error>
  private var result: Result?

  init(
    _ body: @escaping @Sendable (any SQLSession) throws -> Result,
    _ continuation: CheckedContinuation<Result, any Error>
  ) {
    self.body = body
    self.continuation = continuation
  }

  func carryOut(_ session: SQLiteSession) throws {
    result = try body(session)
  }

  func answer(_ failure: (any Error)?) {
    if let failure {
      continuation.resume(throwing: SQLiteFault.translate(failure))
    } else if let result {
      continuation.resume(returning: result)
    } else {
      preconditionFailure("what did not fail has a result")
    }
  }
}

/// The session of the writing connection, kept with its prepared statements. It is made and used
/// on the writer's queue alone.
private final class WriterSession: @unchecked Sendable {
  private var session: SQLiteSession?

  func session(over database: GRDB.Database) -> SQLiteSession {
    if let session { return session }
    let session = SQLiteSession(database, isReadOnly: false)
    self.session = session
    return session
  }

  func forget() {
    session = nil
  }
}

extension Statement {
  fileprivate static let begin = Statement("BEGIN IMMEDIATE")
  fileprivate static let commit = Statement("COMMIT")
  fileprivate static let rollBack = Statement("ROLLBACK")
  fileprivate static let openSavepoint = Statement("SAVEPOINT act")
  fileprivate static let returnToSavepoint = Statement("ROLLBACK TO act")
  fileprivate static let releaseSavepoint = Statement("RELEASE act")
}
