import FoundationEssentials
import Glibc
import Logging
import Synchronization
import TenureDomain
import TenureEngine
import TenureTesting

@testable import TenureStore

/// A SQLite file with its log. A crash leaves both as they are at that moment: nothing is rolled
/// back and nothing is moved from the log into the file, as when a process is killed.
final class SQLiteDisk: Disk {
  private let folder: URL
  /// How many times the process died.
  private let deaths = Mutex(0)

  /// - Throws: whatever keeps the folder from being made.
  init() async throws {
    let memory = "/dev/shm"
    let base =
      access(memory, W_OK) == 0 ? URL(filePath: memory) : FileManager.default.temporaryDirectory
    folder = base.appending(path: "tenure-simulation-\(getpid())-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try await Self.empty.value.write(to: URL(filePath: path(0)))
  }

  private func path(_ generation: Int) -> String {
    folder.appending(path: "tenure-\(generation).db").path
  }

  func open(_ lifetime: Lifetime, fault: (any PlantedFault)?) async throws -> OpenDisk {
    let generation = deaths.withLock { $0 }
    let engine = try await Self.open(path(generation))
    let fragile = FragileEngine(engine, lifetime, fault: fault) { [self] _ in
      copy(from: generation)
    }
    return OpenDisk(store: SQLStore(fragile), truth: engine) { [self] in
      await engine.close()
      for suffix in ["", "-wal", "-shm", ".lock"] where deaths.withLock({ $0 }) > generation {
        try? FileManager.default.removeItem(atPath: path(generation) + suffix)
      }
    }
  }

  /// Called on the writing connection's thread, so that nobody writes meanwhile.
  private func copy(from generation: Int) {
    for suffix in ["", "-wal"] {
      try? FileManager.default.copyItem(
        atPath: path(generation) + suffix, toPath: path(generation + 1) + suffix)
    }
    deaths.withLock { $0 = generation + 1 }
  }

  func remove() async {
    try? FileManager.default.removeItem(at: folder)
  }

  private static func open(_ path: String) async throws -> SQLiteEngine {
    try await SQLiteEngine.open(
      path, owner: FileOwner(since: Timestamp(seconds: 0), purpose: "simulation"),
      logger: Logger(label: "simulation", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  /// An empty database with its schema: making one takes longer than simulating a year.
  private static let empty = Task { () async throws -> Data in
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "empty.db")
    let engine = try await open(file.path)
    _ = try await Migrator(version: "simulation").migrate(engine, at: Timestamp(seconds: 0))
    await engine.close()
    return try Data(contentsOf: file)
  }
}
