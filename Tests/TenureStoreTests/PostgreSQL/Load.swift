#if PostgreSQL
  import Synchronization
  import TenureEngine

  @testable import TenureStore

  /// Clients that insert one row after the other, and remember what they were told of each.
  final class Load: Sendable {
    struct Told: Sendable {
      var kept: Set<Int64> = []
      var unknown: Set<Int64> = []
      var faults: [StoreError] = []
    }

    private let engine: PostgresEngine
    private let isOver = Mutex(false)
    private let memory = Mutex(Told())

    init(_ engine: PostgresEngine) {
      self.engine = engine
    }

    var told: Told { memory.withLock { $0 } }

    /// Keeps the clients busy while something happens to the server.
    func run(clients: Int, during event: @escaping @Sendable () async throws -> Void) async throws {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for client in 0..<clients {
          group.addTask { [self] in try await insert(from: Int64(client) * 1_000_000) }
        }
        group.addTask { [self] in
          defer { isOver.withLock { $0 = true } }
          try await Task.sleep(for: .milliseconds(300))
          try await event()
        }
        try await group.waitForAll()
      }
    }

    private func insert(from first: Int64) async throws {
      var id = first
      while !isOver.withLock({ $0 }) {
        id += 1
        do {
          try await engine.insert(id)
          memory.withLock { _ = $0.kept.insert(id) }
        } catch let error as StoreError {
          memory.withLock { told in
            told.faults.append(error)
            if error == .commitUnknown { told.unknown.insert(id) }
          }
          try await Task.sleep(for: .milliseconds(10))
        }
      }
    }
  }

  extension PostgresEngine {
    private static let insertion = Statement("INSERT INTO kept VALUES (?1)")
    private static let selection = Statement("SELECT id FROM kept ORDER BY id")

    func makeTable() async throws {
      try await write { try $0.run("CREATE TABLE kept (id bigint PRIMARY KEY)") }
    }

    func insert(_ id: Int64) async throws {
      try await write { session in
        _ = try session.rows("SELECT 1")
        try session.run(Self.insertion, [.integer(id)], expecting: 1)
      }
    }

    func ids() async throws -> [Int64] {
      try await read { try $0.rows(Self.selection, []) }.compactMap { row in
        if case .integer(let id)? = row.first { id } else { nil }
      }
    }

    /// Tries until the database is there again, for at most ten seconds.
    func insertOnceItIsBack(_ id: Int64) async throws {
      for _ in 1..<100 {
        do {
          return try await insert(id)
        } catch StoreError.unavailable {
          try await Task.sleep(for: .milliseconds(100))
        }
      }
      try await insert(id)
    }
  }
#endif
