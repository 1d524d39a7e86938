import Foundation
import TenureTesting
import Testing

@testable import tenure

/// The clock of an account, moved from the command line.
@Suite struct ClockCommandTests {
  private static let rows = """
    {"type":"account","id":"lab","name":"Lab","kind":"business","family":"microsoft-365-business",\
    "agreement":"mosa","timeZone":"Europe/Oslo","version":1,"created":"2026-01-10T09:00:00Z",\
    "clock":"2026-01-10T09:00:00Z"}
    {"type":"account","id":"shop","name":"Shop","kind":"business",\
    "family":"microsoft-365-business","agreement":"mosa","timeZone":"Europe/Oslo"}
    {"type":"subscription","account":"lab","id":"sub","product":"business-premium",\
    "started":"2026-01-10T09:00:00Z","term":{"start":"2026-01-10","end":"2026-02-10",\
    "interval":"month"},"price":{"amount":"12.50","currency":"EUR","per":"license",\
    "every":"month"},"licenses":{"purchased":10,"assigned":8},"recurringBilling":true,\
    "paymentMethod":"on-file"}
    """

  @Test func `a clock is shown, advanced by a span and to a moment, and never back`()
    async throws
  {
    let folder = try TemporaryFolder()
    func tenure(_ words: String..., status: Int32 = 0) async throws -> CommandRun {
      let run = try await CommandRun.tenure(words + ["--database", folder / "tenure.db"])
      #expect(run.status == status, "\(words): \(run.output)\(run.errors)")
      return run
    }
    _ = try await tenure("import", folder.write(Self.rows, to: "rows.jsonl"))
    let shown = try await tenure("clock", "show", "lab")
    #expect(
      shown.output
        == "lab: 2026-01-10T09:00:00Z by its own clock, in Europe/Oslo\n"
        + "next: 2026-02-02T23:00:00Z\n")
    // People are told of a renewal a week before it.
    #expect(
      try await tenure("clock", "advance", "lab", "--by", "4w").output
        == "2026-02-02T23:00:00Z  sub  reminder: term ends on 2026-02-10\n"
        + "lab: 2026-02-07T09:00:00Z\n")
    let advanced = try await tenure("clock", "advance", "lab", "--to", "2026-03-20T00:00:00Z")
    let lines = advanced.output.split(separator: "\n")
    #expect(lines.count { $0.contains("sub  It renews") } == 2)
    #expect(lines.first?.hasPrefix("2026-02-09T23:00:00Z  sub") == true)
    #expect(lines.last == "lab: 2026-03-20T00:00:00Z")

    let back = try await tenure(
      "clock", "advance", "lab", "--to", "2026-01-01T00:00:00Z", status: 2)
    #expect(back.errors.contains("says 2026-03-20T00:00:00Z already"))
    let wall = try await tenure("clock", "advance", "shop", "--by", "1h", status: 2)
    #expect(wall.errors.contains("lives by the wall clock"))
    _ = try await tenure("clock", "show", "nobody", status: 2)
  }

  @Test(arguments: ["", "30", "d", "0d", "-1d", "1.5d", "30D", "9999999d"])
  func `a span is hours, days or weeks`(text: String) {
    #expect(ClockAdvanceCommand.hours(text) == nil)
    #expect(ClockAdvanceCommand.hours("30d") == 720)
  }
}
