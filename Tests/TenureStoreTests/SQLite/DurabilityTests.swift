import FoundationEssentials
import GRDB
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
