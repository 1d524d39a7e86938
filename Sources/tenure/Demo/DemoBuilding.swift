import FoundationEssentials
import TenureDomain
import TenureEngine
import TenurePolicy
import TenureStore

/// Lets a sample world happen in an empty database: every act goes the way that all acts go, at the
/// moment at which it is said to have happened.
struct DemoBuilding {
  let opened: OpenedEngine
  let world: DemoWorld
  let now: Timestamp
  private let clock: DemoClock
  private let engine: Engine

  /// The name of the setting that marks a database as a demonstration.
  static let marker = "demo"
  /// The seed of the names and numbers of the sample world.
  static let seed: UInt64 = 365

  init(_ opened: OpenedEngine) {
    self.opened = opened
    now = opened.engine.clock.now()
    clock = DemoClock(now)
    world = DemoWorld(today: ZoneRules.utc.localDate(of: now), seed: Self.seed)
    engine = Engine(
      store: opened.engine.store, shelf: opened.engine.shelf, clock: clock,
      ids: DemoIDs(seed: Self.seed), keys: opened.engine.keys, zones: opened.engine.zones)
  }

  /// - Throws: `EngineError` or `StoreError` for a step that cannot be.
  func run(_ progress: (_ done: Int, _ total: Int) -> Void) async throws {
    clock.set(moment(of: world.steps[0], index: 0))
    let key = engine.key(label: "sample world", scopes: Scope.allCases).record
    try await engine.store.write { try $0.insert(key) }
    var days = DemoDays(engine: engine, clock: clock, now: now, shop: .program(key))
    for (index, step) in world.steps.enumerated() {
      progress(index, world.steps.count)
      try await days.pass(until: step.daysAgo)
      clock.set(moment(of: step, index: index))
      try await take(step, by: .program(key))
    }
    try await days.pass(until: 0)
    clock.set(now)
    _ = try await engine.revokeKey(key.id, by: .console)
    try await engine.store.write { [now] tx in
      try tx.set(Self.marker, to: "seed \(Self.seed), made \(now)")
    }
  }

  /// Steps of one day are some seconds apart, so that names sort as things happened.
  private func moment(of step: DemoStep, index: Int) -> Timestamp {
    let noon = now.adding(days: -step.daysAgo)
    let spread = Int64(index - world.steps.count) * 1_000_000
    return Timestamp(microseconds: noon.microseconds + spread)
  }

  private func take(_ step: DemoStep, by caller: Caller) async throws {
    switch step.what {
    case .account(let account):
      _ = try await engine.createAccount(try JSONText.bytes(account), by: caller)
    case .subscription(let subscription, let account):
      _ = try await engine.createSubscription(
        try JSONText.bytes(subscription), in: AccountID(stored: account), by: caller)
    case .act(let act, let subscription, let account):
      let request = try ActRequest(
        body: try JSONText.bytes(act), products: engine.shelf.products)
      _ = try await engine.carryOut(
        request, on: SubscriptionID(stored: subscription), of: AccountID(stored: account),
        by: caller)
    case .callBack(let wish, let account):
      _ = try await engine.openCase(
        try JSONText.bytes(wish), in: AccountID(stored: account), by: caller)
    case .called(let outcome, let account):
      try await close(account: AccountID(stored: account), outcome, by: caller)
    }
  }

  private func close(account: AccountID, _ outcome: String, by caller: Caller) async throws {
    let cases = try await engine.cases(of: account, after: nil, limit: 10, by: caller)
    guard let first = cases.items.first(where: { $0.state == CaseState.open.rawValue }) else {
      preconditionFailure("nobody of \(account) waits for a call")
    }
    let body = try JSONText.bytes(["outcome": outcome, "state": CaseState.done.rawValue])
    _ = try await engine.closeCase(CaseID(stored: first.id), of: account, body, by: caller)
  }
}
