import FoundationEssentials
import Synchronization
import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct BackupTests {
  @Test func aCopyIsOnePictureOfALiveDatabase() async throws {
    try await withFolder { folder in
      let engine = try await SQLiteEngine.test(folder.appending(path: "t.db").path)
      _ = try await Migrator(version: "test").migrate(engine, at: Sample.now)
      let store = SQLStore(engine)
      let filler = String(repeating: "x", count: 100_000)
      try await store.write { tx in
        for number in 0..<50 { try tx.set("filler-\(number)", to: filler) }
      }
      // Each write sets two settings alike; a copy taken between two writes has them alike.
      let isDone = Mutex(false)
      async let writes: Int = {
        var number = 0
        repeat {
          number += 1
          try await store.write { [number] tx in
            try tx.set("left", to: "\(number)")
            try tx.set("right", to: "\(number)")
          }
        } while !isDone.withLock { $0 }
        return number
      }()
      let copy = folder.appending(path: "copy.db").path
      let reports = Mutex<[(done: Int, total: Int)]>([])
      try await engine.backup(to: copy, settings: ["copy-of": "t"]) { done, total in
        reports.withLock { $0.append((done, total)) }
      }
      isDone.withLock { $0 = true }
      #expect(try await writes > 0)
      let last = reports.withLock { $0.last }
      #expect(last?.done == last?.total)
      #expect(reports.withLock { $0.count } > 2)
      await engine.close()

      let restored = try await SQLiteEngine.test(copy)
      #expect(try await Migrator(version: "test").pending(in: restored) == [])
      #expect(try await restored.faults() == [])
      let (left, right, mark) = try await SQLStore(restored).read { tx in
        (try tx.setting("left"), try tx.setting("right"), try tx.setting("copy-of"))
      }
      #expect(left == right)
      #expect(mark == "t")
      await restored.close()
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(!files.contains { $0.hasSuffix(".partial") })
    }
  }

  @Test func anExistingFileIsNotWrittenOver() async throws {
    try await withFolder { folder in
      let engine = try await SQLiteEngine.test(folder.appending(path: "t.db").path)
      let copy = folder.appending(path: "copy.db").path
      try Data("precious".utf8).write(to: URL(filePath: copy))
      await #expect(throws: FileFault.self) {
        try await engine.backup(to: copy, settings: [:]) { _, _ in }
      }
      #expect(try Data(contentsOf: URL(filePath: copy)) == Data("precious".utf8))
      await engine.close()
    }
  }

  @Test func aCopyThatFailsLeavesNothing() async throws {
    try await withFolder { folder in
      let engine = try await SQLiteEngine.test(folder.appending(path: "t.db").path)
      // Without a schema there is no table for the copy's settings.
      await #expect(throws: StoreError.self) {
        try await engine.backup(
          to: folder.appending(path: "copy.db").path, settings: ["a": "b"]
        ) { _, _ in }
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(!files.contains { $0.hasPrefix("copy") })
      await engine.close()
    }
  }
}
