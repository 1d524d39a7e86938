import Foundation
import Logging
import Synchronization
import TenureDomain
import TenureTesting
import Testing

@testable import tenure

/// Lines of the server's log.
@Suite struct `A line of the log` {
  private final class Lines: Sendable {
    private let lines: Mutex<[String]> = Mutex([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  private func lines(
    _ format: ServerSettings.LogFormat, _ log: (Logger) -> Void
  ) throws -> [String] {
    let lines = Lines()
    let clock = ManualClock(try #require(Timestamp("2026-11-21T03:00:00Z")))
    let logger = Logger(label: "test") { _ in
      LogLines(format: format, level: .info, clock: clock) { lines.add($0) }
    }
    log(logger)
    return lines.all
  }

  @Test func `is text for people`() throws {
    let all = try lines(.text) {
      $0.info("request", metadata: ["status": "200", "path": "/a b"])
      $0.debug("not shown")
    }
    #expect(all == [#"2026-11-21T03:00:00Z info request path="/a b" status=200"#])
  }

  @Test func `is JSON for programs`() throws {
    let all = try lines(.json) { $0.warning("late", metadata: ["level": "mine"]) }
    #expect(all == [#"{"at":"2026-11-21T03:00:00Z","level":"warning","message":"late"}"#])
  }

  @Test func `stays one line, whatever it is about`() throws {
    let all = try lines(.text) { $0.info("a\nb", metadata: ["x": "1\r\n2026 info forged"]) }
    #expect(all.count == 1)
    #expect(all.first?.contains { $0.isNewline } == false)
  }
}
