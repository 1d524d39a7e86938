import TenureDomain

/// The rows that a change of a subscription writes besides itself, its dates and its history.
struct Effects: Sendable {
  var entries: [LedgerRecord] = []
  /// Each after the entry of the ledger that says it is owed.
  var payments: [PaymentRecord] = []
  var messages: [OutboxRecord] = []
  var tasks: [TaskRecord] = []
}

extension Effects {
  /// Adds what is to be collected, with the entry that says it is owed.
  mutating func add(_ payment: PaymentRecord, _ engine: Engine) {
    let charge = engine.charge(of: payment)
    var payment = payment
    payment.charge = charge.id
    entries.append(charge)
    payments.append(payment)
  }

  func write(to tx: any StoreWriter) throws {
    for entry in entries { try tx.insert(entry) }
    for payment in payments { try tx.insert(payment) }
    for task in tasks { try tx.insert(task) }
    for message in messages { try tx.insert(message) }
  }
}
