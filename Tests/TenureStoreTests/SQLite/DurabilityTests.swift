import FoundationEssentials
import GRDB
import GRDBSQLite
import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

/// What SQLite is set to, and what shares a commit.
@Suite struct DurabilityTests {
  @Test func theWriterSynchronisesFully() async throws {
    try await withFolder { folder in
      let engine = try await SQLiteEngine.test(folder.appending(path: "t.db").path)
      // Asked on the connection that writes: readers have a setting of their own.
      let settings = try await engine.settings()
      let found = settings.filter {
        ["synchronous", "journal_mode", "foreign_keys"].contains($0.name)
      }
      #expect(
        Set(found) == [
          DatabaseSetting(name: "synchronous", value: "2"),
          DatabaseSetting(name: "journal_mode", value: "wal"),
          DatabaseSetting(name: "foreign_keys", value: "1"),
        ])
      await engine.close()
    }
  }

  @Test func theWeakerSettingIsThereForTestsOnly() async throws {
    try await withFolder { folder in
      var options = SQLiteOptions()
      options.synchronous = .normal
      let engine = try await SQLiteEngine.test(
        folder.appending(path: "t.db").path, options: options)
      let settings = try await engine.settings()
      #expect(settings.contains(DatabaseSetting(name: "synchronous", value: "1")))
      #expect(SQLiteOptions().synchronous == .full)
      await engine.close()
    }
  }

  @Test func actsThatComeTogetherShareACommit() async throws {
    try await StoreUnderTest.sqlite.withStore { store, sql in
      let engine = try #require(sql as? SQLiteEngine)
      let before = engine.commits
      // While the writer is busy with the first, the others gather: 100 acts, at most
      // 1 + ⌈100 / 64⌉ = 3 commits.
      try await withThrowingTaskGroup(of: Void.self) { group in
        let gate = HeldWriter()
        group.addTask {
          try await sql.write { _ in gate.wait() }
        }
        await gate.whenReached()
        for number in 0..<100 {
          group.addTask { try await store.write { try $0.set("n\(number)", to: "x") } }
        }
        while engine.waitingCount < 100 { try await Task.sleep(for: .milliseconds(1)) }
        gate.open()
        try await group.waitForAll()
      }
      #expect(engine.commits - before == 3)
      let kept = try await store.read { tx in
        try (0..<100).filter { try tx.setting("n\($0)") == "x" }.count
      }
      #expect(kept == 100)
    }
  }

  @Test func oneThatFailsTakesNobodyWithIt() async throws {
    try await StoreUnderTest.sqlite.withStore { store, sql in
      let engine = try #require(sql as? SQLiteEngine)
      try await withThrowingTaskGroup(of: Bool.self) { group in
        let gate = HeldWriter()
        group.addTask {
          try await sql.write { _ in gate.wait() }
          return true
        }
        await gate.whenReached()
        for number in 0..<20 {
          group.addTask {
            do {
              try await store.write { tx in
                try tx.set("n\(number)", to: "x")
                if number.isMultiple(of: 2) { throw StoreError.conflict }
              }
              return true
            } catch StoreError.conflict {
              return false
            }
          }
        }
        while engine.waitingCount < 20 { try await Task.sleep(for: .milliseconds(1)) }
        gate.open()
        let succeeded = try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        #expect(succeeded == 11)  // the gate and the ten odd ones
      }
      for number in 0..<20 {
        let value = try await store.read { try $0.setting("n\(number)") }
        #expect(value == (number.isMultiple(of: 2) ? nil : "x"))
      }
    }
  }

  @Test func aCommitThatFailsFailsForAllWhoShareIt() async throws {
    try await StoreUnderTest.sqlite.withStore { store, sql in
      let engine = try #require(sql as? SQLiteEngine)
      try await engine.onWriter { database in
        _ = sqlite3_commit_hook(database.sqliteConnection, { _ in 1 }, nil)  // refuses any commit
      }
      let failures = await withTaskGroup(of: (any Error)?.self) { group in
        for number in 0..<30 {
          group.addTask {
            do {
              try await store.write { try $0.set("n\(number)", to: "x") }
              return nil
            } catch {
              return error
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(failures.allSatisfy { $0 is StoreError })
      try await engine.onWriter { database in
        _ = sqlite3_commit_hook(database.sqliteConnection, nil, nil)
      }
      for number in 0..<30 {
        #expect(try await store.read { try $0.setting("n\(number)") } == nil)
      }
      try await store.write { try $0.set("n0", to: "x") }
      #expect(try await store.read { try $0.setting("n0") } == "x")
    }
  }

  @Test func aReferenceToNothingIsFound() async throws {
    try await StoreUnderTest.sqlite.withStore { store, sql in
      let engine = try #require(sql as? SQLiteEngine)
      #expect(try await engine.faults() == [])
      try await engine.onWriter { database in
        try database.execute(
          sql: """
            PRAGMA foreign_keys = OFF;
            INSERT INTO domains (account, domain) VALUES ('nobody', 'x.example');
            PRAGMA foreign_keys = ON;
            """)
      }
      let faults = try await engine.faults()
      #expect(faults.map(\.check) == ["references"])
      #expect(faults.first?.finding.contains("domains") == true)
    }
  }

  @Test func whatWaitsAtTheEndIsCarriedOut() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "t.db").path
      let engine = try await SQLiteEngine.test(path)
      _ = try await Migrator(version: "test").migrate(engine, at: Sample.now)
      let store = SQLStore(engine)
      // Two hundred acts, four groups, come while the writer is held; then the server stops.
      try await withThrowingTaskGroup(of: Void.self) { group in
        let held = HeldWriter()
        group.addTask { try await engine.write { _ in held.wait() } }
        await held.whenReached()
        for number in 0..<200 {
          group.addTask { try await store.write { try $0.set("n\(number)", to: "x") } }
        }
        while engine.waitingCount < 200 { try await Task.sleep(for: .milliseconds(1)) }
        group.addTask { await engine.close() }
        held.open()
        try await group.waitForAll()
      }
      let reopened = try await SQLiteEngine.test(path)
      let kept = try await SQLStore(reopened).read { tx in
        try (0..<200).filter { try tx.setting("n\($0)") == "x" }.count
      }
      #expect(kept == 200)
      await reopened.close()
    }
  }

  @Test func othersGetTheirTurnUnderLoad() async throws {
    try await StoreUnderTest.sqlite.withStore { store, sql in
      let engine = try #require(sql as? SQLiteEngine)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<8 {
          group.addTask {
            while !Task.isCancelled {
              try await store.write { try $0.set("n\(writer)", to: "x") }
            }
          }
        }
        // Asked on the writing connection, which is never idle meanwhile.
        for _ in 0..<5 {
          let settings = try await engine.settings()
          #expect(!settings.isEmpty)
        }
        group.cancelAll()
      }
    }
  }

  @Test func aClosedDatabaseSaysSo() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "t.db").path
      let engine = try await SQLiteEngine.test(path)
      await engine.close()
      await #expect(throws: StoreError.self) { try await engine.write { _ in } }
      await #expect(throws: StoreError.self) { try await engine.read { _ in } }
    }
  }

  @Test func theFileIsForItsOwnerAlone() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "t.db").path
      let engine = try await SQLiteEngine.test(path)
      for suffix in ["", "-wal", ".lock"] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
        #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
      }
      await engine.close()
    }
  }

  @Test func aDatabaseOfAnotherProgramIsLeftAlone() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "t.db").path
      let other = try DatabaseQueue(path: path)
      try await other.write { try $0.execute(sql: "CREATE TABLE notes (text TEXT)") }
      try other.close()
      await #expect(throws: StoreError.unreadable("the file is a database of another program")) {
        _ = try await SQLiteEngine.test(path)
      }
    }
  }
}
