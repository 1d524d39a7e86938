import TenureDomain
import TenureTesting
import Testing

@testable import TenureEngine

@Suite struct TaskTests {
  @Test func `a task is claimed, reported on and completed once`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let task = try await world.addTask()
      let claimed = try await world.claim(task.id)
      #expect(claimed.state == "claimed" && claimed.attempt == 1 && claimed.worker == "one")
      #expect(claimed.leaseUntil == "2025-03-15T09:01:00Z")
      let reported = try await world.report(
        task.id, #"{"attempt": 1, "percent": 40, "note": "mail is done", "seconds": 600}"#)
      #expect(reported.percent == 40 && reported.note == "mail is done")
      #expect(reported.leaseUntil == "2025-03-15T09:10:00Z")
      let done = try await world.complete(task.id, attempt: 1)
      #expect(done.state == "done" && done.percent == 100)
      world.wait(60)
      #expect(try await world.complete(task.id, attempt: 1) == done)
      #expect(try await world.taskEvents() == ["task.claimed", "task.completed"])
      #expect(try await world.claimNext() == nil)
    }
  }

  @Test func `of two workers that claim one gets the task`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let task = try await world.addTask()
      let won = await withTaskGroup(of: Bool.self) { group in
        for name in ["one", "two", "three", "four"] {
          group.addTask { (try? await world.claim(task.id, as: name)) != nil }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(won == 1)
      let error = await #expect(throws: EngineError.self) { try await world.claim(task.id) }
      #expect(reason(of: error)?.hasPrefix("lost: another worker has the task until") == true)
    }
  }

  @Test func `the next tasks go to as many workers, each once`() async throws {
    try await World.with { world in
      try await world.addFjord()
      var made: Set<String> = []
      for _ in 0..<6 { made.insert(try await world.addTask().id.text) }
      let got = try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 0..<8 { group.addTask { try await world.claimNext()?.id } }
        return try await group.reduce(into: [String?]()) { $0.append($1) }
      }
      #expect(Set(got.compactMap(\.self)) == made && got.count { $0 == nil } == 2)
    }
  }

  @Test func `a claim with a key is repeated, not made again`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addTask()
      try await world.addTask()
      let first = try await world.claimNext(once: OnceOnly("k"))
      #expect(try await world.claimNext(once: OnceOnly("k")) == first)
      #expect(try await world.claimNext(once: OnceOnly("l")) != first)
    }
  }

  @Test func `a lease that runs out is lost to who claims next`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let task = try await world.addTask()
      _ = try await world.claim(task.id, seconds: 60, as: "one")
      world.wait(61)
      #expect(try await world.engine.task(task.id, by: World.program).body.state == "waiting")
      #expect(try await world.engine.sweepTasks().lapsed == 1)
      #expect(try await world.engine.sweepTasks().lapsed == 0)
      let second = try await world.claim(task.id, as: "two")
      #expect(second.attempt == 2)
      for late in [
        { _ = try await world.report(task.id, #"{"attempt": 1, "percent": 90}"#) },
        { _ = try await world.complete(task.id, attempt: 1) },
        { _ = try await world.fail(task.id, attempt: 1) },
      ] {
        let error = await #expect(throws: EngineError.self) { try await late() }
        #expect(
          reason(of: error)
            == "lost: the lease of attempt 1 ran out; `two` has claimed the task since, as "
            + "attempt 2")
      }
      #expect(try await world.complete(task.id, attempt: 2).state == "done")
      #expect(
        try await world.taskEvents() == [
          "task.claimed", "task.lapsed", "task.claimed", "task.completed",
        ])
    }
  }

  @Test func `who is late keeps the task while nobody else has claimed it`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let task = try await world.addTask()
      _ = try await world.claim(task.id)
      world.wait(600)
      try await world.engine.sweepTasks()
      #expect(try await world.complete(task.id, attempt: 1).state == "done")
    }
  }

  @Test func `what fails is tried again after a pause that grows`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let task = try await world.addTask()
      for (attempt, pause) in [(1, 60), (2, 120), (3, 240), (4, 480)] {
        #expect(try await world.claim(task.id).attempt == attempt)
        let failed = try await world.fail(task.id, attempt: attempt)
        #expect(failed.state == "waiting" && failed.problem == "it hangs")
        #expect(failed.retryAt == "\(world.clock.now().adding(seconds: pause))")
        #expect(try await world.fail(task.id, attempt: attempt) == failed)
        world.wait(pause - 1)
        let error = await #expect(throws: EngineError.self) { try await world.claim(task.id) }
        #expect(reason(of: error)?.hasPrefix("not now: the task can be claimed from") == true)
        #expect(try await world.claimNext() == nil)
        world.wait(1)
      }
    }
  }

  @Test func `a pause ends at six hours`() {
    #expect(TaskRecord.pause(after: 10) == 21_600)
    #expect(TaskRecord.pause(after: 1_000) == 21_600)
  }

  @Test func `an export is given up in the end, a deletion never`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let export = try await world.addTask(.export)
      let deletion = try await world.addTask(of: World.premium)
      for (task, last) in [(export, "failed"), (deletion, "waiting")] {
        var state = ""
        for attempt in 1...10 {
          _ = try await world.claim(task.id)
          state = try await world.fail(task.id, attempt: attempt).state
          world.wait(6 * 3_600)
        }
        #expect(state == last)
      }
    }
  }

  @Test func `what a subscription no longer needs is withdrawn`() async throws {
    try await World.with { world in
      try await world.addFjord()
      try await world.addSubscription("other")
      let waiting = try await world.addTask()
      let claimed = try await world.addTask()
      let other = try await world.addTask(of: SubscriptionID(stored: "other"))
      _ = try await world.claim(claimed.id)
      let withdrawn = try await world.engine.store.write {
        try $0.withdrawTasks(of: World.premium, of: World.fjord, at: World.start)
      }
      #expect(Set(withdrawn.map(\.id)) == [waiting.id, claimed.id])
      #expect(try await world.stored(other.id).state == .waiting)
      let error = await #expect(throws: EngineError.self) {
        try await world.complete(claimed.id, attempt: 1)
      }
      #expect(reason(of: error) == "lost: the task is withdrawn")
      #expect(try await world.claimNext()?.id == other.id.text)
    }
  }

  @Test func `every bad field of a report is named`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let task = try await world.addTask(.export)
      _ = try await world.claim(task.id)
      let error = await #expect(throws: EngineError.self) {
        try await world.report(task.id, #"{"attempt": 0, "percent": 101, "speed": 1}"#)
      }
      guard case .invalid(let faults) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(Set(faults.map(\.field)) == ["attempt", "percent", "speed"])
      for link in ["ftp://a/b", "https:///b", "https://a b", "javascript:alert(1)"] {
        await #expect(throws: EngineError.self) {
          try await world.complete(task.id, attempt: 1, #", "link": "\#(link)""#)
        }
      }
      #expect(try await world.stored(task.id).state == .claimed)
    }
  }
}
