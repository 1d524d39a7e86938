import TenureDomain

/// Checks the shape of the ledger entries of one account.
struct LedgerCheck: Sendable {
  private let account: AccountID
  private(set) var entries = 0
  private(set) var findings = FindingList()

  init(_ account: AccountID) {
    self.account = account
  }

  mutating func check(_ record: LedgerRecord) {
    entries += 1
    let place = "account \(account), entry \(record.id)"
    let postings = record.entry.postings
    if postings.isEmpty {
      findings.fault("ledger.postings", at: place, "it has no postings", Remedy.restore)
    }
    if postings.contains(where: { $0.source == $0.destination }) {
      findings.fault(
        "ledger.postings", at: place, "money goes from an account of the ledger to itself",
        Remedy.restore)
    }
    if Set(postings.map(\.amount.currency)).count > 1 {
      findings.fault(
        "ledger.currency", at: place, "its postings are in several currencies", Remedy.restore)
    }
    if (record.entry.kind == .reversal) != (record.reverses != nil) {
      findings.fault(
        "ledger.reversal", at: place,
        record.reverses == nil
          ? "it is a reversal and names no entry" : "it names an entry and is no reversal",
        Remedy.restore)
    }
  }
}
