import TenureDomain
import TenureEngine

/// Lets a world happen under a clock that is moved by hand: people buy, act and fail to pay, and a
/// worker carries out what is due, the same code as on a server.
struct Simulation {
  let world: SimulatedWorld
  private let engine: Engine
  private let clock: DemoClock
  private let worker: Worker
  private let caller: Caller
  private var people: SimulatedPeople
  private var queue = MomentQueue<Event>()
  private var bar = ProgressBar()

  private enum Event {
    case buy(Int)
    case act(Int)
    case pay(Int)
    case work
  }

  /// - Parameter opened: an engine on an empty database.
  init(_ opened: Engine, years: Int, subscriptions: Int, seed: UInt64) {
    var numbers = DemoNumbers(seed: seed)
    world = SimulatedWorld(years: years, subscriptions: subscriptions, using: &numbers)
    people = SimulatedPeople(numbers: numbers)
    clock = DemoClock(world.start)
    engine = Engine(
      store: opened.store, shelf: opened.shelf, clock: clock, ids: DemoIDs(seed: seed),
      keys: opened.keys, zones: opened.zones)
    worker = Worker(engine: engine, name: "simulation")
    caller = .program(engine.key(label: "simulation", scopes: [.read, .act, .write]).record)
  }

  /// - Throws: `EngineError` or `StoreError` for what should never fail.
  mutating func run() async throws -> SimulationRecord {
    for (index, customer) in world.customers.enumerated() {
      queue.add(.buy(index), at: customer.bought)
    }
    queue.add(.work, at: world.start.adding(hours: 23))
    let days = Self.days(from: world.start, to: world.end)
    while let (at, event) = queue.takeFirst(), at < world.end {
      clock.set(at)
      try await take(event, at)
      bar.show(Self.days(from: world.start, to: at), of: days, "days")
    }
    clock.set(world.end)
    try await work()
    bar.clear()
    return try await SimulationRecord(of: world, engine, caller)
  }

  private static func days(from start: Timestamp, to end: Timestamp) -> Int {
    ZoneRules.utc.localDate(of: end) - ZoneRules.utc.localDate(of: start)
  }

  private mutating func take(_ event: Event, _ at: Timestamp) async throws {
    switch event {
    case .work:
      try await work()
      queue.add(.work, at: at.adding(hours: 24))
    case .buy(let index):
      let customer = world.customers[index]
      _ = try await engine.createAccount(try JSONText.bytes(customer.account), by: caller)
      _ = try await engine.createSubscription(
        try JSONText.bytes(customer.subscription), in: AccountID(stored: customer.account.id),
        by: caller)
      queue.add(.act(index), at: people.nextAct(after: at))
    case .act(let index):
      try await act(index, at)
    case .pay(let index):
      _ = try await tell(index, isPastDue: false)
      queue.add(.act(index), at: people.nextAct(after: at))
    }
  }

  /// Carries out what is due until nothing is.
  private func work() async throws {
    while true {
      let round = try await worker.round()
      if let failed = round.failed.first {
        throw OperationFailure(
          problem: "the worker could not go on with \(failed.place.account): \(failed.problem)",
          remedy: "please report this with the seed")
      }
      if round.done == 0 { return }
    }
  }

  private mutating func act(_ index: Int, _ at: Timestamp) async throws {
    let customer = world.customers[index]
    let (account, id) = (
      AccountID(stored: customer.account.id), SubscriptionID(stored: customer.subscription.id)
    )
    let body = try await engine.subscription(id, of: account, by: caller).body
    switch people.choose(body, of: customer) {
    case .nothing: queue.add(.act(index), at: people.nextAct(after: at))
    case .rest: break
    case .failToPay(let days):
      let isTold = try await tell(index, isPastDue: true)
      if isTold, let days {
        queue.add(.pay(index), at: at.adding(hours: 24 * days))
      } else if !isTold {
        queue.add(.act(index), at: people.nextAct(after: at))
      } else {
        queue.add(.act(index), at: people.nextAct(after: at.adding(hours: 24 * 60)))
      }
    case .ask(let request):
      try await Self.unlessImpossible { [engine, caller] in
        _ = try await engine.carryOut(request, on: id, of: account, by: caller)
      }
      queue.add(.act(index), at: people.nextAct(after: at))
    }
  }

  private struct Payment: Encodable {
    let pastDue: Bool
  }

  /// - Returns: whether the server took it.
  private func tell(_ index: Int, isPastDue: Bool) async throws -> Bool {
    let customer = world.customers[index]
    return try await Self.unlessImpossible { [engine, caller] in
      _ = try await engine.changeSubscription(
        SubscriptionID(stored: customer.subscription.id),
        of: AccountID(stored: customer.account.id),
        try JSONText.bytes(Payment(pastDue: isPastDue)), by: caller)
    }
  }

  /// People also ask for what makes no sense; nothing changes then.
  @discardableResult
  private static func unlessImpossible(_ work: () async throws -> Void) async throws -> Bool {
    do {
      try await work()
      return true
    } catch EngineError.invalid {
      return false
    }
  }
}
