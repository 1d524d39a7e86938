import Foundation
import Testing

@testable import tenure

/// How an answer reads.
struct AnswerTextTests {
  private func answer(zone: String) async throws -> String {
    let document = BadInput.spoilt("America/Chicago", zone)
    return try await CommandRun.tenure(["decide", "-"], input: Data(document.utf8)).output
  }

  @Test(arguments: ["UTC", "Europe/London", "Africa/Abidjan"])
  func `a clock that shows the same time is not told twice`(zone: String) async throws {
    #expect(try await answer(zone: zone).contains("\n        8 March 2025, 16:00 UTC\n"))
  }

  @Test func `the account's own clock is told where it differs`() async throws {
    let text = try await answer(zone: "America/Chicago")
    #expect(text.contains("16:00 UTC (8 March 2025, 10:00 in America/Chicago)"))
  }

  @Test func `the end of a term and the billing date of that day are one line`() async throws {
    let run = try await CommandRun.tenure(["decide", "Examples/01-three-hundred-licenses.yaml"])
    let dates = run.output.split(separator: "\n").filter { $0.hasSuffix("billing date") }
    #expect(dates.count == 1 && dates.allSatisfy { $0.contains("Term ends, next billing date") })
  }

  @Test func `where nothing is billed again the term just ends`() async throws {
    let run = try await CommandRun.tenure(["decide", "Examples/10-cancelled-and-wants-back.yaml"])
    #expect(run.output.contains("Term ends\n") && !run.output.contains("billing date\n"))
  }

  @Test func `a sentence that two rules share is said once, with both rules`() async throws {
    let run = try await CommandRun.tenure(["decide", "Examples/05-denmark-mid-year.yaml"])
    #expect(run.output.matches(of: /unused days are refunded whenever/).count == 1)
    #expect(run.output.contains("rule cancel/unused-days-at-any-time"))
    #expect(run.output.contains("rule refund/unused-days-at-any-time"))
  }

  @Test func `a person is not told of administrators`() async throws {
    for command in [["decide"], ["timeline"], ["timeline", "--ics"]] {
      let file = "Examples/06-norway-already-off.json"
      let run = try await CommandRun.tenure(command + [file])
      #expect(run.status == 0 && !run.output.contains("dministrator"))
    }
    let run = try await CommandRun.tenure(["decide", "Examples/05-denmark-mid-year.yaml"])
    #expect(run.output.contains("The owner keeps the account."))
  }

  @Test func `a wait tells its date once`() async throws {
    let run = try await CommandRun.tenure(["decide", "Examples/06-norway-already-off.json"])
    #expect(run.output.hasSuffix("  1. Wait: it ends by itself on 15 January 2026\n"))
  }
}
