import TenureDomain
import TenurePolicy

/// A dry run does not see the rows of batches before it, which those here name. So it compares them
/// with what is stored, and keeps none of them.
extension RowTaking {
  func take(_ record: ReceiptRecord) throws -> Result {
    if let stored = try tx.receipt(record.id) {
      guard stored == record else { throw differs("the receipt `\(record.id)`") }
      return .alreadyThere
    }
    try refuseStrangers(record.account, record.subscription)
    if !batch.isDryRun { try tx.insert(record) }
    return .taken
  }

  func take(_ record: LedgerRecord) throws -> Result {
    if let stored = try tx.entry(record.id, of: record.account) {
      guard stored == record else { throw differs("the entry `\(record.id)`") }
      return .alreadyThere
    }
    try refuseStrangers(record.account, record.subscription, record.receipt)
    if let reversed = record.reverses, try tx.entry(reversed, of: record.account) == nil,
      !batch.isDryRun
    {
      throw Fault(
        field: "reverses", problem: "the account has no entry `\(reversed)`",
        remedy: "import the entry first, in a row above")
    }
    if !batch.isDryRun { try tx.insert(record) }
    return .taken
  }

  func take(_ record: OutboxRecord) throws -> Result {
    if let stored = try tx.message(record.id) {
      guard stored == record else { throw differs("the message `\(record.id)`") }
      return .alreadyThere
    }
    try refuseStrangers(record.account, record.subscription, record.receipt)
    if !batch.isDryRun { try tx.insert(record) }
    return .taken
  }

  /// Puts an event back in its place. Its hash is that of the chain, so nothing can be left out,
  /// put in between or altered.
  func take(_ record: EventRecord) throws -> Result {
    let head = try head(of: record.account)
    if record.sequence <= head.sequence {
      let page = PageRequest(after: record.sequence - 1, limit: 1)
      let stored = try tx.events(of: record.account, subscription: nil, page).first
      guard stored == record else {
        throw Fault(
          field: "sequence",
          problem: "the history of `\(record.account)` has another event \(record.sequence)",
          remedy: "import histories into a database that does not have the account yet")
      }
      return .alreadyThere
    }
    if batch.isDryRun { return .taken }
    try refuseStrangers(record.account, record.subscription)
    guard record.sequence == head.sequence + 1 else {
      throw Fault(
        field: "sequence",
        problem: "event \(record.sequence) follows on event \(head.sequence)",
        remedy: "import every event of the account, in order")
    }
    guard Chain.hash(after: head.hash, body: record.body) == record.hash else {
      throw Fault(
        field: "hash", problem: "it is not the hash of the event before and of the body",
        remedy: "export the history again; it was altered on the way")
    }
    try append(record)
    return .taken
  }

  /// Refuses a row that names what the account has not.
  func refuseStrangers(
    _ id: AccountID, _ subscription: SubscriptionID?, _ receipt: ReceiptID? = nil,
    _ person: PersonID? = nil
  ) throws {
    _ = try account(id)
    if batch.isDryRun { return }
    if let subscription, try tx.subscription(subscription, of: id) == nil {
      throw Fault(
        field: "subscription", problem: "the account has no subscription `\(subscription)`",
        remedy: "import its row first, in a row above")
    }
    if let receipt, try tx.receipt(receipt)?.account != id {
      throw Fault(
        field: "receipt", problem: "the account has no receipt `\(receipt)`",
        remedy: "import its row first, in a row above")
    }
    if let person, try tx.person(person, of: id) == nil {
      throw Fault(
        field: "person", problem: "the account has no person `\(person)`",
        remedy: "import its row first, in a row above")
    }
  }
}

extension StoreReader {
  /// One entry of an account's ledger, nil if it has no such entry.
  fileprivate func entry(_ id: EntryID, of account: AccountID) throws -> LedgerRecord? {
    try ledger(of: account, PageRequest(after: id.before, limit: 1)).first { $0.id == id }
  }

  /// One message that waits, nil if there is no such message.
  fileprivate func message(_ id: MessageID) throws -> OutboxRecord? {
    try outbox(PageRequest(after: id.before, limit: 1)).first { $0.id == id }
  }
}

extension Identifier {
  /// A place in a list just before this name: no name of 1 to 64 characters lies in between.
  var before: Self? {
    var bytes = Array(text.utf8)
    guard let last = bytes.popLast() else { return nil }
    // Names have no character below `-`, and none above `z`.
    guard last > UInt8(ascii: "-") else { return bytes.isEmpty ? nil : Identifier(stored: bytes) }
    bytes.append(last - 1)
    let room = max(0, 64 - bytes.count)
    return Identifier(stored: bytes + [UInt8](repeating: UInt8(ascii: "z"), count: room))
  }

  private init(stored bytes: [UInt8]) {
    self.init(stored: String(decoding: bytes, as: UTF8.self))
  }
}
