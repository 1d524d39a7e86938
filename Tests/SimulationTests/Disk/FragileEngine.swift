import TenureEngine

@testable import TenureStore

/// A database engine whose process can die between any two steps, and whose statements a planted
/// fault can falsify.
final class FragileEngine<Base: SQLEngine>: SQLEngine {
  let base: Base
  private let lifetime: Lifetime
  private let fault: (any PlantedFault)?
  /// Keeps what is on disk at the moment of the crash.
  private let keep: @Sendable (any SQLSession) -> Void

  init(
    _ base: Base, _ lifetime: Lifetime, fault: (any PlantedFault)?,
    keep: @escaping @Sendable (any SQLSession) -> Void
  ) {
    self.base = base
    self.lifetime = lifetime
    self.fault = fault
    self.keep = keep
  }

  var dialect: Dialect { base.dialect }
  var isWriterAtWork: Bool { base.isWriterAtWork }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Result
  ) async throws -> Result {
    try lifetime.checkAlive()
    let result = try await base.read { [lifetime, fault] session in
      try lifetime.checkAlive()
      return try body(FalseSession.over(session, fault, isWriting: false))
    }
    try lifetime.checkAlive()
    return result
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Result
  ) async throws -> Result {
    try lifetime.checkAlive()
    let result = try await once(body)
    if try lifetime.takeStep() { try await dieAfterCommit() }
    try lifetime.checkAlive()
    return result
  }

  private func once<Result: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Result
  ) async throws -> Result {
    do {
      return try await base.write { [self] session in
        let real = FalseSession.over(session, fault, isWriting: true)
        let fragile = FragileSession(real) { [self] in try step(session) }
        let result = try body(fragile)
        try step(session)
        if fault?.losesCommit() ?? false { throw LostCommit(result: result) }
        return result
      }
    } catch let lost as LostCommit<Result> {
      return lost.result
    }
  }

  /// One step of a writing transaction, which may be the last.
  private func step(_ session: any SQLSession) throws {
    guard try lifetime.takeStep() else { return }
    lifetime.die()
    keep(session)
    throw Crash()
  }

  /// What is committed stays; those who share the writing connection die with this one.
  private func dieAfterCommit() async throws -> Never {
    _ = try? await base.write { [lifetime, keep] session in
      lifetime.die()
      keep(session)
      throw Crash()
    }
    throw Crash()
  }

  func close() async { await base.close() }
}

/// A transaction that a planted fault takes back although it is answered.
private struct LostCommit<Result: Sendable>: Error {
  let result: Result
}

/// A session that counts its steps.
private final class FragileSession: SQLSession {
  private let base: any SQLSession
  private let step: () throws -> Void

  init(_ base: any SQLSession, step: @escaping () throws -> Void) {
    self.base = base
    self.step = step
  }

  var dialect: Dialect { base.dialect }

  func rows(_ statement: Statement, _ values: [SQLValue]) throws -> [SQLRow] {
    try step()
    return try base.rows(statement, values)
  }

  func rows(of queries: [(Statement, [SQLValue])]) throws -> [[SQLRow]] {
    try step()
    return try base.rows(of: queries)
  }

  func run(_ statement: Statement, _ values: [SQLValue], expecting expected: Int?) throws {
    try step()
    try base.run(statement, values, expecting: expected)
  }
}
