import FoundationEssentials
import TenureEngine
import TenureTesting
import Testing

/// Each planted fault is found by the simulation; without one it finds nothing in the same steps,
/// as ``SimulationTests`` shows.
@Suite struct PlantedFaultTests {
  @Test func anEventThatIsLostIsFound() async throws { try await expectFound { LostEvent() } }

  @Test func aChargeThatIsDoubledIsFound() async throws {
    try await expectFound { DoubledCharge() }
  }

  @Test func aMarkThatIsNotStoredIsFound() async throws { try await expectFound { LostMark() } }

  @Test func aDueRowThatIsSkippedIsFound() async throws { try await expectFound { SkippedRow() } }

  @Test func aDeletionBeforeItsWarningIsFound() async throws {
    try await expectFound { UnwarnedDeletion() }
  }

  @Test func aStaleReadIsFound() async throws { try await expectFound { StaleRead() } }

  @Test func aKeyThatIsForgottenIsFound() async throws { try await expectFound { ForgottenKey() } }

  @Test func aCommitThatIsLostIsFound() async throws {
    try await expectFound { LostTransaction() }
  }

  @Test func aLeaseThatIsIgnoredIsFound() async throws {
    try await expectFound { IgnoredLease() }
  }

  @Test func aZoneThatIsTakenForGreenwichIsFound() async throws {
    let folder = try TemporaryFolder()
    let zones = try FalseZones.shelf(in: folder.url)
    try await expectFound(change: { $0.zones = zones }, { nil })
  }

  /// At most this many histories of this many steps are run.
  private static let histories: UInt64 = 12
  private static let steps = 100

  private func expectFound(
    change: @escaping (inout Process.Surroundings) throws -> Void = { _ in },
    _ fault: () -> (any PlantedFault)?, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    for seed in 1...Self.histories {
      var drawing = Drawing(seed: seed)
      let found = try await Simulation.failure(
        of: drawing.history(Self.steps), on: try await SQLiteDisk(), fault: fault(), change: change)
      if let found {
        print("found after \((seed - 1) * UInt64(Self.steps) + UInt64(found.step) + 1) steps:")
        print("  \(found.command): \(found.problem)")
        return
      }
    }
    Issue.record(
      "not found within \(Self.histories * UInt64(Self.steps)) steps",
      sourceLocation: sourceLocation)
  }
}
