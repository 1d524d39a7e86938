import TenureDomain
import TenurePolicy

extension Engine {
  /// What is to be collected and what came of it.
  ///
  /// - Parameter filter: without an account it looks through those of all customers.
  public func payments(
    _ filter: PaymentFilter, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<PaymentBody> {
    if let account = filter.account {
      try caller.may(.readPayments, in: account)
    } else {
      try caller.may(.findPayments)
    }
    return try await store.read { tx in
      if let account = filter.account, try tx.account(account) == nil {
        throw EngineError.notFound("account")
      }
      let request = PageRequest(after: place.flatMap(PaymentPlace.init), limit: limit + 1)
      return Page(
        try tx.payments(filter, request), limit: limit, PaymentBody.init,
        place: { PaymentPlace(account: $0.account, payment: $0.id).text })
    }
  }

  public func payment(
    _ id: PaymentID, of account: AccountID, by caller: Caller
  ) async throws -> Versioned<PaymentBody> {
    try caller.may(.readPayments, in: account)
    return try await store.read { tx in
      guard let payment = try tx.payment(id, of: account) else {
        throw EngineError.notFound("payment")
      }
      return Versioned(PaymentBody(payment), version: payment.version)
    }
  }

  /// Tells what came of a payment: that it was paid, that an attempt failed, or that the bank took
  /// it back. Telling the same again changes nothing.
  ///
  /// - Parameter body: JSON; see `reportPayment` of the HTTP API.
  public func reportPayment(
    _ id: PaymentID, of account: AccountID, _ body: [UInt8], by caller: Caller,
    once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.reportPayment, in: account)
    let subscription = try await store.read { tx in
      guard let payment = try tx.payment(id, of: account) else {
        throw EngineError.notFound("payment")
      }
      return payment.subscription
    }
    return try await change(account, subscription: subscription, by: caller, once: once) {
      [self] context in
      guard let owner = context.opening.account, let record = context.opening.subscription,
        let payment = try context.tx.payment(id, of: account)
      else { throw EngineError.notFound("payment") }
      let report = try PaymentReport(body, about: payment, at: context.now)
      var head = context.opening.head
      let settled = try settle(
        payment, as: report.outcome, of: try context.tx.context(of: record, in: owner),
        at: report.at, now: context.now, by: caller.name, after: &head, context.tx)
      if report.outcome == .paid, payment.state == .failed, let method = report.method {
        try replaceMethod(
          with: method, paying: settled, in: owner, at: context.now, by: caller.name,
          after: &head, context.tx)
      }
      return ChangeResult(
        body: try JSONText.bytes(PaymentBody(settled)), version: settled.version)
    }
  }
}

/// What is told of a payment.
private struct PaymentReport {
  let outcome: PaymentOutcome
  /// When it came of it.
  let at: Timestamp
  /// What it was paid with; nil where nobody told.
  let method: String?

  /// - Throws: `EngineError.invalid`.
  init(_ body: [UInt8], about payment: PaymentRecord, at now: Timestamp) throws {
    let request = try RequestReader(body)
    let reader = request.reader
    let fields =
      reader.mapping(request.root, required: ["outcome"], optional: ["at", "method"]) ?? [:]
    let outcome = fields["outcome"].flatMap { reader.word($0, PaymentOutcome.self) }
    let at = fields["at"].flatMap { Self.instant($0, request) }
    if let node = fields["outcome"], let outcome {
      Self.check(outcome, node, payment, request)
    }
    if let node = fields["at"], let at, at > now || at < payment.at {
      request.note(
        node, "it lies in the future, or before the payment was due",
        "write an instant from \(payment.at) to \(now)")
    }
    let method = fields["method"].flatMap { PaymentMethodName.read($0, request) }
    if let node = fields["method"], outcome == .failed || outcome == .chargedBack {
      request.note(node, "nothing was paid", "leave it out, or tell the outcome `paid`")
    }
    try request.finish()
    guard let outcome else { throw EngineError.invalid([]) }
    self.outcome = outcome
    self.at = at ?? now
    self.method = method
  }

  private static func instant(_ node: DocumentNode, _ request: RequestReader) -> Timestamp? {
    guard let text = request.reader.text(node) else { return nil }
    if let instant = Timestamp(text) { return instant }
    request.note(
      node, "`\(text.prefix(80))` is not an instant", "write it as `2026-01-31T12:00:00Z`")
    return nil
  }

  private static func check(
    _ outcome: PaymentOutcome, _ node: DocumentNode, _ payment: PaymentRecord,
    _ request: RequestReader
  ) {
    switch (outcome, payment.state) {
    case (.failed, .paid):
      request.note(
        node, "the payment was paid",
        "if the bank took the money back, tell it as `charged-back`")
    case (.chargedBack, .due), (.chargedBack, .failed), (.chargedBack, .voided):
      request.note(
        node, "the payment was never paid, so there is nothing to take back",
        "tell an attempt that failed as `failed`")
    default: break
    }
  }
}

extension PaymentPlace {
  /// `account/payment`.
  var text: String { "\(account)/\(payment)" }

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let account = AccountID(String(parts[0])),
      let payment = PaymentID(String(parts[1]))
    else { return nil }
    self.init(account: account, payment: payment)
  }
}
