import Synchronization
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// What the cases about payments ask of a world.
extension World {
  /// Carries out what is due at an instant, as a worker does.
  func work(until instant: String) async throws {
    clock.move(to: try #require(Timestamp(instant)))
    let worker = Worker(engine: engine, name: "w")
    while try await worker.round().done > 0 {}
  }

  func payments(
    _ state: PaymentRecord.State? = nil, of subscription: SubscriptionID = premium
  ) async throws -> [PaymentRecord] {
    try await engine.store.read {
      try $0.payments(PaymentFilter(account: Self.fjord, state: state), PageRequest(limit: 100))
    }.filter { $0.subscription == subscription }
  }

  /// The one payment there is.
  func payment() async throws -> PaymentRecord {
    let all = try await payments()
    try #require(all.count == 1, "\(all.count) payments")
    return all[0]
  }

  @discardableResult
  func report(
    _ outcome: String, _ payment: PaymentID, at instant: String? = nil
  ) async throws -> PaymentBody {
    let at = instant.map { #", "at": "\#($0)""# } ?? ""
    let answer = try await engine.reportPayment(
      payment, of: Self.fjord, json(#"{"outcome": "\#(outcome)"\#(at)}"#), by: Self.program)
    return try JSONText.value(PaymentBody.self, answer.body)
  }

  func stored(_ id: SubscriptionID = premium) async throws -> SubscriptionRecord {
    try #require(await engine.store.read { try $0.subscription(id, of: Self.fjord) }).record
  }

  /// What an account of the ledger holds: what came in less what went out.
  func balance(of account: LedgerAccount) async throws -> Int64 {
    try await ledger().flatMap(\.entry.postings).reduce(0) { sum, posting in
      sum + (posting.destination == account ? posting.amount.minorUnits : 0)
        - (posting.source == account ? posting.amount.minorUnits : 0)
    }
  }

  func types(of subscription: SubscriptionID = premium) async throws -> [String] {
    try await events(of: subscription).map(\.type)
  }
}

/// A gateway that answers as it is told, and remembers what it was asked.
final class ToldGateway: PaymentGateway {
  private let state: Mutex<(answer: PaymentAnswer, fails: Bool, asked: [String])>

  init(_ answer: PaymentAnswer) {
    state = Mutex((answer, false, []))
  }

  struct Away: Error {}

  var asked: [String] { state.withLock { $0.asked } }

  func tell(_ answer: PaymentAnswer, fails: Bool = false) {
    state.withLock {
      $0.answer = answer
      $0.fails = fails
    }
  }

  func collect(_ demand: PaymentDemand) throws -> PaymentAnswer {
    try state.withLock { state in
      state.asked.append(demand.key)
      if state.fails { throw Away() }
      return state.answer
    }
  }
}

extension World {
  /// The same world with another gateway.
  func engine(with gateway: any PaymentGateway) -> Engine {
    Engine(
      store: engine.store, shelf: engine.shelf, clock: clock, ids: engine.ids, keys: engine.keys,
      zones: engine.zones, gateway: gateway)
  }
}
