import Foundation
import TenureEngine
import TenureTesting
import Testing

/// Holds and brakes as an operator calls them.
@Suite struct `An operator who keeps data` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @discardableResult
  private func tenure(_ words: [String], status: Int32 = 0) async throws -> CommandRun {
    let run = try await CommandRun.tenure(words + ["--database", folder / "tenure.db"])
    #expect(run.status == status, "\(words): \(run.output)\(run.errors)")
    return run
  }

  @Test func `places, lists and releases a hold`() async throws {
    try await tenure(["import", folder.write(TransferRows.account("fjord"), to: "rows.jsonl")])
    #expect(try await tenure(["holds", "list"]).output == "No account is on hold.\n")
    let placed = try await tenure([
      "holds", "place", "fjord", "--reason", "a lawsuit", "--legal", "--until",
      "2099-01-01T00:00:00Z",
    ])
    #expect(placed.output.contains("legal hold since"))
    let json = try await tenure(["holds", "list", "--json"])
    let holds = try JSONDecoder().decode([HoldBody].self, from: Data(json.output.utf8))
    #expect(holds.map(\.reason) == ["a lawsuit"] && holds.allSatisfy(\.inForce))
    let doctor = try await tenure(["doctor"])
    #expect(doctor.output.contains("a lawsuit"))
    let id = try #require(holds.first?.id)
    #expect(try await tenure(["holds", "release", "fjord", id]).output.contains("released"))
    #expect(try await tenure(["holds", "list"]).output == "No account is on hold.\n")
    #expect(try await tenure(["holds", "list", "--account", "fjord"]).output.contains(id))
    let bad = try await tenure(
      ["holds", "place", "fjord", "--reason", "x", "--until", "tomorrow"], status: 2)
    #expect(bad.errors.contains("until"))
  }

  @Test func `sees and releases brakes`() async throws {
    try await tenure(["migrate"])
    #expect(try await tenure(["brakes", "list"]).output == "clock  off\ndeletions  off\n")
    #expect(try await tenure(["brakes", "release", "clock"]).output == "clock  off\n")
    let bad = try await tenure(["brakes", "release", "hand"], status: 2)
    #expect(bad.errors.contains("clock, deletions"))
  }
}
