import AsyncHTTPClient
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import TenureDomain
import TenureEngine
import TenurePolicy
import TenureStore
import TenureTesting

@testable import TenureAPI

/// The project's own files, found from where this one lies.
enum Project {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}

/// A server on a socket of its own, over a SQLite file of its own. Its clock stands at
/// 2026-11-02T09:00:00Z until a test moves it.
struct TestServer: Sendable {
  static let start = "2026-11-02T09:00:00Z"

  let engine: Engine
  let clock: ManualClock
  let port: Int
  let metrics: ServerMetrics
  let log: CapturedLog
  let check = InterfaceCheck()
  /// What a key with every scope sends as its credential.
  let operatorKey: String
  let operatorKeyID: String

  /// Runs a server for as long as the body does.
  ///
  /// - Parameter change: settings that differ from those for tests, where rate limits are off.
  static func run(
    change: @Sendable (inout APISettings) -> Void = { _ in }, work: OperatorWork = OperatorWork(),
    pages: OtherPages? = nil,
    problems: @escaping @Sendable () async -> [String] = { [] },
    stopwatch: Stopwatch = .system,
    _ body: @Sendable (TestServer) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let log = CapturedLog()
    let logger = Logger(label: "test") { _ in log }
    let opened = try await opened(folder, logger)
    var settings = APISettings(
      port: 0, publicURL: "http://localhost", version: "1", storeName: "sqlite")
    settings.rate = nil
    change(&settings)
    let metrics = ServerMetrics(version: "1", storeName: "sqlite")
    let api = APIServices(
      engine: opened.engine, settings: settings, metrics: metrics,
      documents: try APIDocuments(folder: Project.root), work: work, pages: pages,
      stopwatch: stopwatch, problems: problems)
    let key = opened.engine.key(label: "tests", scopes: Scope.allCases)
    try await opened.engine.store.write { try $0.insert(key.record) }
    let (ports, port) = AsyncStream<Int>.makeStream()
    let application = try APIApplication.make(
      api, logger: logger, onRunning: { _ = port.yield($0) })
    let running = Task { try await application.run() }
    guard let number = await ports.first(where: { _ in true }) else { throw NoServer() }
    let server = TestServer(
      engine: opened.engine, clock: opened.clock, port: number, metrics: metrics, log: log,
      operatorKey: key.secret, operatorKeyID: key.record.id.text)
    let result: Result<Void, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    running.cancel()
    _ = await running.result
    await opened.engine.store.close()
    try result.get()
  }

  struct NoServer: Error {}

  private static let shelf = Result { try PolicyShelf(folder: Project.root) }

  private static func opened(
    _ folder: TemporaryFolder, _ logger: Logger
  ) async throws -> (engine: Engine, clock: ManualClock) {
    guard let now = Timestamp(start) else { throw NoServer() }
    let clock = ManualClock(now)
    let store = try await Stores.sqlite(
      path: folder / "tenure.db", purpose: "test", version: "1", now: now,
      logger: logger
    ).store
    let secret = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
    let engine = Engine(
      store: store, shelf: try shelf.get(), clock: clock, ids: SeededIDs(seed: 1),
      keys: SigningKeys(try KeyRing(secret: secret)))
    return (engine, clock)
  }
}

/// Keeps what is logged, as one text for each line.
final class CapturedLog: LogHandler {
  private let kept = Mutex<[String]>([])
  var lines: [String] { kept.withLock { $0 } }

  var metadata: Logger.Metadata {
    get { [:] }
    set { _ = newValue }
  }
  var logLevel: Logger.Level {
    get { .trace }
    set { _ = newValue }
  }
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set { _ = newValue }
  }

  func log(event: LogEvent) {
    let values = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    let line = "\(event.level) \(event.message) \(values.joined(separator: " "))"
    kept.withLock { $0.append(line) }
  }
}
