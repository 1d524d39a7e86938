import TenureDomain

/// What one consistent picture of an account shows.
struct AccountExamination: Sendable {
  var counts = DoctorCounts()
  var findings = FindingList()
  /// The receipts that its events name.
  var marks = ReceiptMarks()

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
    try WholeList.each(
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
    try WholeList.each(
      { try tx.events(of: account, subscription: nil, $0) }, place: \.sequence, { chain.follow($0) }
    )
    chain.finish(at: try tx.chainHead(of: account))
    return chain
  }

  private static func ledger(of account: AccountID, _ tx: any StoreReader) throws -> LedgerCheck {
    var ledger = LedgerCheck(account)
    try WholeList.each({ try tx.ledger(of: account, $0) }, place: \.id, { ledger.check($0) })
    return ledger
  }
}
