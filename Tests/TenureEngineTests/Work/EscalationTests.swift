import TenureDomain
import TenureTesting
import Testing

@testable import TenureEngine

@Suite struct EscalationTests {
  @Test func `a promised date is told of 14 and 3 days before and when it has passed`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      let goneBy = World.start.adding(days: 30)
      let task = try await world.addTask(goneBy: goneBy)
      var told: [Int] = []
      for day in 1...40 {
        world.wait(86_400)
        let sweep = try await world.engine.sweepTasks()
        #expect(sweep.faults.isEmpty)
        if sweep.escalated.map(\.id) == [task.id] { told.append(day) }
      }
      #expect(told == [16, 27, 30])
      #expect(try await world.taskEvents() == Array(repeating: "task.escalated", count: 3))
      let told14 = try #require(try await world.messages("task.at-risk").first)
      #expect(
        told14.body.contains("\(task.id) must be done by") && told14.recipient == .supportAgent)
      #expect(try await world.messages("task.at-risk").count == 3)
      // Escalated, never skipped: it is still to be done.
      #expect(try await world.claimNext()?.id == task.id.text)
    }
  }

  @Test func `a server that was away tells it once`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addTask(goneBy: World.start.adding(days: 30))
      world.wait(28 * 86_400)
      #expect(try await world.engine.sweepTasks().escalated.count == 1)
      #expect(try await world.engine.sweepTasks().escalated.isEmpty)
    }
  }

  @Test func `a task that is made late is told of at once`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addTask(goneBy: World.start.adding(days: -1))
      #expect(try await world.engine.sweepTasks().escalated.count == 1)
      #expect(try await world.engine.sweepTasks().escalated.isEmpty)
    }
  }

  @Test func `what is done is no longer told of`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let task = try await world.addTask(goneBy: World.start.adding(days: 30))
      _ = try await world.claim(task.id)
      _ = try await world.complete(task.id, attempt: 1)
      world.wait(60 * 86_400)
      #expect(try await world.engine.sweepTasks().escalated.isEmpty)
    }
  }

  /// Cancelled on 10 January, so the data is promised to be gone by 9 July.
  @Test func `an account with its own clock is escalated by that`() async throws {
    try await World.with { world in
      try await world.addOwnClock()
      try await world.addOwn("own")
      _ = try await world.engine.carryOut(
        .cancel(), on: World.own, of: World.lab, by: World.program)
      for (day, escalations) in [("2026-06-20", 0), ("2026-06-30", 1), ("2026-07-10", 2)] {
        _ = try await world.advance(to: "\(day)T00:00:00Z")
        try await world.engine.sweepTasks()
        let events = try await world.events(in: World.lab)
        #expect(events.count { $0.type == "task.escalated" } == escalations, "\(day)")
      }
      // By the server's clock the day has not come; by the account's it has.
      #expect(try await world.claimNext()?.account == "lab")
    }
  }
}
