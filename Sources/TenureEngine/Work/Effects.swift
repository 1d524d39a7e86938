import TenureDomain

/// The rows that a change of a subscription writes besides itself, its dates and its history.
struct Effects: Sendable {
  var entries: [LedgerRecord] = []
  var messages: [OutboxRecord] = []
}

extension Effects {
  func write(to tx: any StoreWriter) throws {
    for entry in entries { try tx.insert(entry) }
    for message in messages { try tx.insert(message) }
  }
}
