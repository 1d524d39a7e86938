public import TenureDomain
import TenurePolicy

/// What a round of collecting came to.
public struct CollectedPayments: Sendable, Hashable {
  public var paid = 0
  public var declined = 0
  /// The gateway will say later what came of them.
  public var pending = 0
  /// The gateway could not be asked; they are tried again.
  public var failed = 0
  /// Whether more may be due already.
  public var isFull = false

  public init() {}
}

extension Engine {
  /// How long a gateway may take to answer, in seconds, before it is asked the same again.
  static let gatewayPatience = 900

  /// Collects what is due or to be tried again, at most so many payments.
  ///
  /// A payment is marked before the gateway is asked and settled afterwards, each in a transaction
  /// of its own; whoever comes after a crash in between asks the same again, which charges nothing
  /// twice.
  public func collectPayments(atMost count: Int = 100) async throws -> CollectedPayments {
    let now = clock.now()
    let due = try await store.read { try $0.paymentsToCollect(by: now, atMost: count) }
    var collected = try await collect(due, at: now)
    collected.isFull = due.count == count
    return collected
  }

  /// Collects what is due of one account, by its own clock if it has one.
  public func collectPayments(
    of account: AccountID, at now: Timestamp
  ) async throws -> CollectedPayments {
    var due: [PaymentRecord] = []
    for state in [PaymentRecord.State.due, .failed] {
      due += try await store.read {
        try $0.payments(
          PaymentFilter(account: account, state: state), PageRequest(limit: PageLimit.most))
      }
    }
    return try await collect(due.filter { $0.isToCollect(by: now) }, at: now)
  }

  private func collect(
    _ due: [PaymentRecord], at now: Timestamp
  ) async throws -> CollectedPayments {
    var collected = CollectedPayments()
    for payment in due {
      guard let demand = try await begin(payment, at: now) else { continue }
      let answer: PaymentAnswer
      do {
        answer = try await gateway.collect(demand)
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        collected.failed += 1
        continue
      }
      try await finish(demand, answer, at: now)
      switch answer {
      case .paid: collected.paid += 1
      case .declined: collected.declined += 1
      case .pending: collected.pending += 1
      }
    }
    return collected
  }

  /// Marks an attempt as under way; nil if there is nothing to collect any more.
  private func begin(_ found: PaymentRecord, at now: Timestamp) async throws -> PaymentDemand? {
    try await store.write { [self] tx in
      let opening = try tx.open(nil, account: found.account, subscription: found.subscription)
      guard let account = opening.account, let record = opening.subscription,
        var payment = try tx.payment(found.id, of: found.account), payment.isToCollect(by: now)
      else { return nil }
      let context = try tx.context(of: record, in: account)
      payment.version += 1
      // What ended for want of payment stays owed and is not tried again (DUE-01, DUE-08).
      let ending = try standing(of: context, at: now).subject.subscription.ending
      guard ending?.cause != .nonPayment else {
        payment.nextAttempt = nil
        payment.asked = nil
        try tx.update(payment)
        return nil
      }
      if payment.asked == nil {
        payment.attempts += 1
        payment.asked = now
      }
      payment.nextAttempt = now.adding(seconds: Self.gatewayPatience)
      try tx.update(payment)
      return PaymentDemand(
        account: payment.account, subscription: payment.subscription, payment: payment.id,
        attempt: payment.attempts, amount: payment.amount, method: record.method)
    }
  }

  /// Keeps what the gateway answered to an attempt that is still the present one.
  private func finish(
    _ demand: PaymentDemand, _ answer: PaymentAnswer, at now: Timestamp
  ) async throws {
    try await store.write { [self] tx in
      let opening = try tx.open(nil, account: demand.account, subscription: demand.subscription)
      guard let account = opening.account, let record = opening.subscription,
        var payment = try tx.payment(demand.payment, of: demand.account)
      else { return }
      let isPresent = payment.asked != nil && payment.attempts == demand.attempt
      let outcome: PaymentOutcome
      var isFinal = false
      switch answer {
      case .pending:
        guard isPresent else { return }
        payment.version += 1
        payment.nextAttempt = nil
        try tx.update(payment)
        return
      // Money that came after all is never forgotten.
      case .paid: outcome = .paid
      case .declined(let final):
        guard isPresent else { return }
        outcome = .failed
        isFinal = final
      }
      let context = try tx.context(of: record, in: account)
      var head = opening.head
      _ = try settle(
        payment, as: outcome, isFinal: isFinal, of: context, at: now, now: now, by: "gateway",
        after: &head, tx)
    }
  }
}

extension PaymentRecord {
  func isToCollect(by now: Timestamp) -> Bool {
    (state == .due || state == .failed) && (nextAttempt.map { $0 <= now } ?? false)
  }
}

extension Engine {
  /// Keeps what came of a payment, with everything that follows from it, within a transaction that
  /// has opened its subscription.
  ///
  /// - Parameter instant: when it came of it; at most the present.
  /// - Returns: the payment as it is then, and the history's events were appended.
  func settle(
    _ payment: PaymentRecord, as outcome: PaymentOutcome, isFinal: Bool = false,
    of context: SubscriptionInContext, at instant: Timestamp, now: Timestamp, by name: String,
    after head: inout ChainHead, _ tx: any StoreWriter
  ) throws -> PaymentRecord {
    let alteration = try Alteration(of: context, at: now, self, tx)
    var settlement = try PaymentSettlement(
      of: payment, in: alteration, at: instant, by: name, ids, tx)
    guard try settlement.settle(as: outcome, isFinal: isFinal) else { return payment }
    if let kind = Self.notice(of: outcome, settlement.payment) {
      settlement.alteration.effects.messages += messages(kind, settlement)
    }
    try settlement.alteration.write(to: tx)
    try tx.update(settlement.payment)
    for event in settlement.alteration.events {
      try tx.append(event.record(in: payment.account, after: &head))
    }
    return settlement.payment
  }

  /// What people are told of an outcome; nil if nothing.
  private static func notice(of outcome: PaymentOutcome, _ payment: PaymentRecord) -> NoticeKind? {
    switch outcome {
    case .failed: .paymentFailed
    case .chargedBack: .chargedBack
    case .paid where payment.failedAt != nil: .paid
    case .paid: payment.reason == .renewal ? .renewed : nil
    }
  }

  /// Tells those whom the edition names (MSG-05).
  private func messages(
    _ kind: NoticeKind, _ settlement: PaymentSettlement
  ) -> [OutboxRecord] {
    let (alteration, payment) = (settlement.alteration, settlement.payment)
    let facts = alteration.edition.facts(of: alteration.subject, act: nil, at: alteration.at)
    guard case .rule(let rule) = alteration.edition.notices.first(facts) else { return [] }
    let zone = alteration.subject.account.zone
    let recipients = NoticeRecipient.of(
      rule.conclusion.recipients, sharing: alteration.record.subscription)
    return notices(
      kind, to: recipients, of: alteration.account, about: alteration.record,
      at: alteration.at
    ) { say in
      var values = [
        "amount": say.money(payment.amount), "date": say.date(zone.localDate(of: settlement.at)),
      ]
      values["retry"] = payment.nextAttempt.map { say.date(zone.localDate(of: $0)) }
      values["ends"] = settlement.endsOn.map { say.date($0) }
      if kind == .renewed {
        values["end"] = alteration.record.subscription.term.map { say.date($0.end) }
      }
      return values
    }
  }
}
