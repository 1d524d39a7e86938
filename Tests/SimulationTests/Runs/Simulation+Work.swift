import TenureDomain
import TenureEngine

extension Simulation {
  /// Workers look for what is due. What is read must be the same before and after.
  func work(_ workers: Int, _ limit: Int, _ rounds: Int?, _ crash: Int?) async throws {
    let due = subscriptions.indices.filter { place in
      let book = subscriptions[place].book
      return book.passed(to: now).history.count > book.history.count
    }
    touched?.formUnion(due)
    // What was decided while the clock was ahead lies in the future of this one.
    let earlier = now.adding(days: -20)
    let before = try await reads(due, earlier)
    process.lifetime.plan(crashAfter: crash)
    do {
      try await runWorkers(workers, limit, rounds)
      process.lifetime.plan(crashAfter: nil)
    } catch  where process.lifetime.isDead {
      try await restart()
      try await runWorkers(workers, limit, rounds)
    }
    let after = try await reads(due, earlier)
    for (one, other) in zip(before, after) {
      try Deviation.unless("what is read before and after the worker ran", one, other)
    }
    try await keepBookOfTime(isAllDone: rounds == nil)
  }

  private func runWorkers(_ count: Int, _ limit: Int, _ rounds: Int?) async throws {
    let engine = process.engine
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        let worker = Worker(engine: engine, name: "worker-\(number)", batch: limit)
        group.addTask { try await Self.run(worker, rounds) }
      }
      try await group.waitForAll()
    }
    // What the other worker took on before it died is its own until it is back.
    guard rounds == nil else { return }
    for number in 0..<2 {
      try await Self.run(Worker(engine: engine, name: "worker-\(number)", batch: limit), nil)
    }
  }

  private static func run(_ worker: Worker, _ rounds: Int?) async throws {
    var left = rounds ?? 10_000
    while left > 0 {
      left -= 1
      let round = try await worker.round()
      if let failed = round.failed.first {
        throw Deviation(
          what: "what a worker could not do", expected: "nothing", actual: failed.problem)
      }
      if round.done == 0, !round.isFull { return }
    }
  }

  /// Follows what the workers have written, and looks for what they have left undone.
  private func keepBookOfTime(isAllDone: Bool) async throws {
    let stored = try await versions()
    for place in subscriptions.indices {
      let kept = subscriptions[place]
      guard let version = stored[kept.id.text] else {
        throw Deviation(what: "\(kept.id)", expected: "to be there", actual: "gone")
      }
      if version != kept.version {
        touched?.insert(place)
        subscriptions[place].book.pass(to: now)
        subscriptions[place].version = version
        subscriptions[place].written = now
      } else if isAllDone {
        let due = kept.book.passed(to: now).history.dropFirst(kept.book.history.count)
        try Deviation.unless("what is left undone of \(kept.id)", Array(due), [])
      }
    }
  }

  /// What everybody can read of the subscriptions for which something is due, but for the version:
  /// how they stand, and what they gave access to at an earlier moment.
  private func reads(_ places: [Int], _ earlier: Timestamp) async throws -> [String] {
    var all: [String] = []
    for kept in places.map({ subscriptions[$0] }) {
      all.append(try await view(of: kept))
      do {
        let body = try await process.engine.access(
          to: kept.id, of: kept.account, at: earlier, by: Process.caller
        ).body
        all.append("\(body.state) \(body.users ?? "?") \(body.admins ?? "?") \(body.until ?? "")")
      } catch EngineError.invalid(let faults) {
        all.append(faults.map(\.problem).joined())
      }
    }
    return all
  }
}
