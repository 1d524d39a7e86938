import FoundationEssentials
import GRDB
import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

/// A disk that is full, played by a limit on the pages of the file.
@Suite struct FullDiskTests {
  @Test func aFullDiskLeavesNothingHalfWritten() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "t.db").path
      var options = SQLiteOptions()
      options.maximumPages = 200
      let engine = try await SQLiteEngine.test(path, options: options)
      _ = try await Migrator(version: "test").migrate(engine, at: Sample.now)
      let store = SQLStore(engine)
      let filler = String(repeating: "x", count: 20_000)

      var answered = 0
      var fault: StoreError?
      while fault == nil, answered < 200 {
        do {
          try await store.write { [answered] tx in
            try tx.set("half-\(answered)", to: "x")
            try tx.set("n\(answered)", to: filler)
          }
          answered += 1
        } catch let error as StoreError {
          fault = error
        }
      }
      #expect(fault == .full)
      #expect(answered > 5)
      // Every answered write is there whole, and the refused one not at all.
      let (kept, half) = try await store.read { [answered] tx in
        (
          try (0...answered).filter { try tx.setting("n\($0)") != nil },
          try (0...answered).filter { try tx.setting("half-\($0)") != nil }
        )
      }
      #expect(kept == Array(0..<answered))
      #expect(half == kept)

      // Space returns, and so does service.
      try await engine.onWriter { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
      try await store.write { try $0.set("after", to: filler) }
      #expect(try await store.read { try $0.setting("after") } == filler)
      #expect(try await engine.faults() == [])
      await engine.close()
    }
  }

  @Test func whoSharesACommitWithAFullDiskIsToldSo() async throws {
    try await withFolder { folder in
      var options = SQLiteOptions()
      options.maximumPages = 200
      let engine = try await SQLiteEngine.test(
        folder.appending(path: "t.db").path, options: options)
      _ = try await Migrator(version: "test").migrate(engine, at: Sample.now)
      let store = SQLStore(engine)
      let filler = String(repeating: "x", count: 50_000)
      // Forty at once, of which some fit: each is told the truth about itself.
      let answered = await withTaskGroup(of: Int?.self) { group in
        for number in 0..<40 {
          group.addTask {
            do {
              try await store.write { try $0.set("n\(number)", to: filler) }
              return number
            } catch {
              #expect(error as? StoreError == .full)
              return nil
            }
          }
        }
        return await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
      }
      #expect(answered.count < 40)
      let kept = try await store.read { tx in
        Set(try (0..<40).filter { try tx.setting("n\($0)") != nil })
      }
      #expect(kept == answered)
      await engine.close()
    }
  }
}
