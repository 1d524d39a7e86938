import Foundation
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenureStore

/// One process owns a database file.
@Suite struct OwnershipTests {
  @Test func aSecondOpeningNamesTheOwner() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "t.db").path
      let first = try await SQLiteEngine.test(path)
      let error = await #expect(throws: OwnershipError.self) {
        _ = try await SQLiteEngine.test(path)
      }
      #expect(error?.owner?.process == ProcessInfo.processInfo.processIdentifier)
      #expect(error?.owner?.since == Sample.now)
      #expect(error?.description.contains("(tenure test)") == true)
      #expect(error?.description.contains("since 2026-03-01T12:00:00Z") == true)
      await first.close()
    }
  }

  @Test func anotherWayToTheSameFileIsTheSameFile() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "t.db").path
      let link = folder.appending(path: "link.db").path
      let first = try await SQLiteEngine.test(path)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      await #expect(throws: OwnershipError.self) { _ = try await SQLiteEngine.test(link) }
      await first.close()
    }
  }

  @Test func aClosedFileIsFree() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "t.db").path
      let first = try await SQLiteEngine.test(path)
      await first.close()
      let second = try await SQLiteEngine.test(path)
      await second.close()
      withExtendedLifetime(first) {}  // it is closing that lets go, not forgetting
    }
  }

  @Test func anotherProcessIsRefusedAndKeptOut() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "t.db").path
      // Another process holds the file, as a server would.
      let owner = FileOwner(process: 4711, host: "alpha", since: Sample.now, purpose: "serve")
      let text = folder.appending(path: "owner").path
      try owner.text.write(toFile: text, atomically: true, encoding: .utf8)
      let holder = try ChildProcess([
        // One process, not two: the lock is free when the one that is waited for has ended.
        "flock", "-n", "--no-fork", "\(path).lock",
        "sh", "-c", "cat \(text) > \(path).lock; exec sleep 600",
      ])
      while (try? String(contentsOfFile: "\(path).lock", encoding: .utf8)) != owner.text {
        try await Task.sleep(for: .milliseconds(5))
      }
      let error = await #expect(throws: OwnershipError.self) {
        _ = try await SQLiteEngine.test(path)
      }
      #expect(error?.owner == owner)
      // It dies without a word; what it left behind keeps nobody out.
      kill(-holder.id, SIGKILL)
      #expect(await holder.end() == 128 + SIGKILL)
      #expect(FileManager.default.fileExists(atPath: "\(path).lock"))
      let engine = try await SQLiteEngine.test(path)
      #expect(try await ChildProcess(["flock", "-n", "\(path).lock", "true"]).end() == 1)
      await engine.close()
    }
  }
}
