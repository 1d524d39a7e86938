import TenureDomain

/// What one consistent picture of an account shows.
struct AccountExamination: Sendable {
  var counts = DoctorCounts()
  var findings = FindingList()
  /// The receipts that its events name.
  var marks = ReceiptMarks()

  /// How many rows are held at a time.
  static let page = 500

  /// Reads everything about an account but its receipts, page by page.
  init(
    of account: AccountRecord, _ tx: any StoreReader, shelf: PolicyShelf, zones: ZoneShelf
  ) throws {
    counts.accounts = 1
    let chain = try Self.chain(of: account.id, tx)
    counts.events = chain.events
    counts.personalParts = chain.personalParts
    marks = chain.marks
    findings.add(chain.findings)
    let ledger = try Self.ledger(of: account.id, tx)
    counts.entries = ledger.entries
    findings.add(ledger.findings)
    var check = SubscriptionCheck(account, changed: chain.changed, shelf: shelf, zones: zones)
    try Self.each(
      { page in
        try tx.subscriptions(
          SubscriptionFilter(account: account.id, now: account.created), page)
      }, place: { SubscriptionPlace(account: $0.account, subscription: $0.id) },
      { record in
        check.check(record, try tx.milestones(of: record.id, of: account.id))
      })
    counts.subscriptions = check.subscriptions
    findings.add(check.findings)
  }

  private static func chain(of account: AccountID, _ tx: any StoreReader) throws -> ChainCheck {
    var chain = ChainCheck(account)
    try each(
      { try tx.events(of: account, subscription: nil, $0) }, place: \.sequence, { chain.follow($0) }
    )
    chain.finish(at: try tx.chainHead(of: account))
    return chain
  }

  private static func ledger(of account: AccountID, _ tx: any StoreReader) throws -> LedgerCheck {
    var ledger = LedgerCheck(account)
    try each({ try tx.ledger(of: account, $0) }, place: \.id, { ledger.check($0) })
    return ledger
  }

  /// Every row of a list, holding one page of it.
  static func each<Row, Place: Sendable & Hashable>(
    _ rows: (PageRequest<Place>) throws -> [Row], place: (Row) -> Place,
    _ visit: (Row) throws -> Void
  ) throws {
    var after: Place?
    while true {
      let request = PageRequest(after: after, limit: page)
      let found = try rows(request)
      for row in found { try visit(row) }
      guard found.count == page, let last = found.last else { return }
      after = place(last)
    }
  }
}
