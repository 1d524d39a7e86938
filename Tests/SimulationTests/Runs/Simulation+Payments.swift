import TenureDomain
import TenureEngine

extension Simulation {
  /// Reports what came of one of a subscription's bills, where that can be.
  func report(_ number: Int, _ bill: Int, _ outcome: String, _ crash: Int?) async throws {
    guard let place = subscriptions.firstIndex(where: { $0.number == number }) else { return }
    let kept = subscriptions[place]
    guard !kept.book.bills.isEmpty else { return }
    let bill = bill % kept.book.bills.count
    guard kept.book.canReport(outcome, of: bill, at: now) else { return }
    touched?.insert(place)
    let payment = try await payment(kept, kept.book.bills[bill])
    let once = nextKey()
    _ = try await send(crashAfter: crash) { engine in
      try await engine.reportPayment(
        payment, of: kept.account, Array(#"{"outcome": "\#(outcome)"}"#.utf8),
        by: Process.caller, once: once)
    }
    subscriptions[place].book.pass(to: now)
    subscriptions[place].book.report(outcome, of: bill, at: now)
    subscriptions[place].version = try await versions()[kept.id.text] ?? 0
    subscriptions[place].written = now
  }

  /// The payment that a bill of the model stands for.
  private func payment(_ kept: Kept, _ bill: NaiveBill) async throws -> PaymentID {
    let state = PaymentRecord.State.allCases.first { $0.rawValue == bill.state.rawValue }
    let payments = try await process.engine.store.read {
      try $0.payments(PaymentFilter(account: kept.account, state: state), PageRequest(limit: 5_000))
    }
    let found = payments.first {
      $0.subscription == kept.id && $0.amount.minorUnits == bill.amount && $0.at == bill.at
        && $0.failedAt == bill.failed
    }
    guard let found else {
      throw Deviation(
        what: "a payment of \(kept.id)", expected: "\(bill)", actual: "no such payment")
    }
    return found.id
  }
}
