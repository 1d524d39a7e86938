import FoundationEssentials
import Logging
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenureStore

/// An engine that the conformance suite runs over.
enum StoreUnderTest: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case sqlite = "SQLite"
  #if PostgreSQL
    case postgresql = "PostgreSQL"
  #endif

  /// Every engine of this build.
  static var all: [StoreUnderTest] { Array(allCases) }

  var testDescription: String { rawValue }

  /// Runs a test over an empty, migrated store of its own.
  func withStore<Result>(
    _ body: (any Store, any SQLEngine) async throws -> Result
  ) async throws -> Result {
    try await withEngine { engine in
      _ = try await Migrator(version: "test").migrate(engine, at: Sample.now)
      return try await body(engine.asStore(), engine)
    }
  }

  /// Runs a test over an empty database without a schema.
  func withEngine<Result>(
    _ body: (any SQLEngine) async throws -> Result
  ) async throws -> Result {
    EngineTally.count(rawValue)
    switch self {
    case .sqlite:
      return try await withFolder { folder in
        let engine = try await SQLiteEngine.test(folder.appending(path: "tenure.db").path)
        return try await closing(engine, body)
      }
    #if PostgreSQL
      case .postgresql:
        return try await PostgresCluster.turnstile.pass {
          try await closing(try await PostgresUnderTest.engine(), body)
        }
    #endif
    }
  }

  private func closing<Result>(
    _ engine: any SQLEngine, _ body: (any SQLEngine) async throws -> Result
  ) async throws -> Result {
    do {
      let result = try await body(engine)
      await engine.close()
      return result
    } catch {
      await engine.close()
      throw error
    }
  }
}

extension SQLEngine {
  fileprivate func asStore() -> any Store { SQLStore(self) }
}

extension SQLiteEngine {
  /// A file opened by this process, without a word in the log.
  static func test(_ path: String, options: SQLiteOptions = SQLiteOptions()) async throws
    -> SQLiteEngine
  {
    try await open(
      path, owner: FileOwner(since: Sample.now, purpose: "test"), options: options,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }
}

/// Runs something with a folder of its own, which is removed afterwards.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
  let folder = try TemporaryFolder()
  return try await body(folder.url)
}
