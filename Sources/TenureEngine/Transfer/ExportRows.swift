import TenureDomain

/// How many rows of each kind an export wrote.
public struct ExportReport: Codable, Sendable, Hashable {
  public var rows: [String: Int] = [:]

  public var total: Int { rows.values.reduce(0, +) }
}

extension Engine {
  /// Writes everything as JSON Lines: one consistent picture, piece by piece, so that it takes no
  /// more memory the more there is. Secrets are not among it: no keys and no sessions.
  ///
  /// - Parameters:
  ///   - account: the only account to export; nil for all.
  ///   - write: takes the next piece. It runs inside the store's transaction.
  public func exportRows(
    of account: AccountID? = nil, by caller: Caller,
    to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws -> ExportReport {
    try caller.may(.operate)
    return try await store.read { tx in
      let export = Export(tx: tx, write: write)
      try export.run(account)
      return export.report
    }
  }
}

private final class Export {
  let tx: any StoreReader
  let write: ([UInt8]) throws -> Void
  var report = ExportReport()
  private var piece: [UInt8] = []

  /// Bytes handed over at a time.
  private static let pieceSize = 64 << 10

  init(tx: any StoreReader, write: @escaping ([UInt8]) throws -> Void) {
    self.tx = tx
    self.write = write
  }

  func run(_ only: AccountID?) throws {
    if let only {
      if let account = try tx.account(only) { try add(account) }
    } else {
      for edition in try tx.editions() { try add(.edition(edition)) }
      try WholeList.each({ try tx.accounts(AccountSearch(), $0) }, place: \.id, { try add($0) })
    }
    try WholeList.each(
      { try tx.outbox($0) }, place: \.id,
      { message in
        if only == nil || message.account == only { try add(.message(message)) }
      })
    if !piece.isEmpty { try write(piece) }
  }

  private func add(_ account: AccountRecord) throws {
    let id = account.id
    try add(.account(account, isHistory: true))
    for domain in try tx.domains(of: id) { try add(.domain(domain, of: id)) }
    try WholeList.each({ try tx.people(of: id, $0) }, place: \.id, { try add(.person($0)) })
    let filter = SubscriptionFilter(account: id, now: Timestamp(microseconds: 0))
    try WholeList.each(
      { try tx.subscriptions(filter, $0) },
      place: { SubscriptionPlace(account: id, subscription: $0.id) }, { try add($0) })
    try WholeList.each({ try tx.receipts(of: id, $0) }, place: \.id, { try add(.receipt($0)) })
    try WholeList.each({ try tx.ledger(of: id, $0) }, place: \.id, { try add(.entry($0)) })
    try WholeList.each(
      { try tx.events(of: id, subscription: nil, $0) }, place: \.sequence,
      {
        try add(.event($0))
      })
    try WholeList.each({ try tx.holds(of: id, $0) }, place: \.id, { try add(.hold($0)) })
    try WholeList.each(
      { try tx.tasks(TaskFilter(account: id), $0) }, place: \.id, { try add(.task($0)) })
    try WholeList.each(
      { try tx.cases(CaseFilter(account: id), $0) }, place: \.id,
      { try add(.supportCase($0)) })
    try WholeList.each(
      { try tx.payments(PaymentFilter(account: id), $0) },
      place: { PaymentPlace(account: id, payment: $0.id) }, { try add(.payment($0)) })
    try WholeList.each(
      { try tx.redeemedKeys(of: id, $0) }, place: \.hash, { try add(.productKey($0)) })
    for storage in try tx.storage(of: id) { try add(.storage(storage)) }
    for feed in try tx.feeds(of: id) { try add(.feed(feed)) }
    try WholeList.each(
      { try tx.subscriptions(filter, $0) },
      place: { SubscriptionPlace(account: id, subscription: $0.id) },
      { record in
        for entry in try tx.calendarEntries(of: record.id, of: id) {
          try add(.calendarEntry(entry))
        }
      })
  }

  private func add(_ record: SubscriptionRecord) throws {
    let milestones = try tx.milestones(of: record.id, of: record.account)
    try add(.subscription(SubscriptionRow(record, milestones: milestones)))
  }

  private func add(_ row: TransferRow) throws {
    piece += row.text.utf8
    piece.append(10)
    report.rows[row.kind.rawValue, default: 0] += 1
    guard piece.count >= Self.pieceSize else { return }
    try write(piece)
    piece.removeAll(keepingCapacity: true)
  }
}

extension StoreReader {
  /// All that an account's feeds were ever told of a subscription.
  func calendarEntries(
    of subscription: SubscriptionID, of account: AccountID
  ) throws -> [CalendarEntryRecord] {
    try calendarEntries(
      of: account, in: subscription...subscription, since: CalendarDate(dayNumber: -1_000_000))
  }
}

extension SubscriptionRow {
  /// The row of a stored subscription.
  init(_ record: SubscriptionRecord, milestones: [MilestoneRecord]) {
    self.init(
      account: record.account, id: record.id, edition: record.edition, isPinned: record.isPinned,
      subscription: record.subscription,
      history: History(
        version: record.version, created: record.created, due: record.due,
        lastReceipt: record.lastReceipt, mark: record.mark, milestones: milestones),
      base: record.base, purchaser: record.purchaser, method: record.method)
  }

  /// The record of a row that tells its history.
  func record(_ history: History, _ edition: EditionID) -> SubscriptionRecord {
    var record = SubscriptionRecord(
      account: account, id: id, version: history.version, edition: edition, isPinned: isPinned,
      subscription: subscription, created: history.created, due: history.due,
      lastReceipt: history.lastReceipt)
    record.mark = history.mark
    record.base = base
    record.purchaser = purchaser
    record.method = method
    return record
  }
}
