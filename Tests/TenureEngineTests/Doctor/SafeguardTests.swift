import TenureDomain
import TenureTesting
import Testing

@testable import TenureEngine

/// What doctor and metrics say of brakes, holds and promised dates.
@Suite struct SafeguardTests {
  private func findings(_ world: World) async throws -> [DoctorFinding] {
    let now = world.clock.now()
    return try await world.engine.store.read { try FindingList.safeguards(at: now, $0) }.findings
  }

  @Test func `brakes, holds and dates at risk are told`() async throws {
    try await World.with { world in
      try await world.addFjord()
      #expect(try await findings(world).isEmpty)
      let hold = try await world.hold(#", "legal": true"#)
      let task = try await world.addTask(goneBy: World.start.adding(days: 10))
      _ = try await world.engine.store.write {
        try $0.apply(.clock, because: "it leapt", at: World.start)
      }
      world.wait(3 * 86_400)
      try await world.engine.sweepTasks()
      world.wait(5 * 86_400)
      try await world.engine.sweepTasks()
      let found = try await findings(world)
      #expect(found.map(\.kind) == ["brake.on", "task.at-risk", "hold.in-force"])
      #expect(found.map(\.severity) == [.warning, .warning, .note])
      #expect(found[0].problem == "on since 2025-03-15T09:00:00Z: it leapt")
      #expect(found[1].place == "account fjord, task \(task.id)")
      #expect(found[2].problem == "legal hold since 2025-03-15T09:00:00Z: a lawsuit")
      #expect(found[2].remedy.contains("tenure holds release fjord \(hold.id)"))
      world.wait(3 * 86_400)
      let late = try await findings(world)
      #expect(late.map(\.severity) == [.warning, .fault, .note])
      let gauges = try await world.engine.workGauges()
      #expect(gauges.brakes == ["clock"] && gauges.holds == 1)
      #expect(
        gauges.tasks == [TaskCount(kind: .deletion, state: .waiting, count: 1, escalated: 1)])
    }
  }
}
