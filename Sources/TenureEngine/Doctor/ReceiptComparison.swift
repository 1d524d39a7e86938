import TenureDomain

/// Finds which receipts the history of an account names and the store lacks, and the other way.
enum ReceiptComparison {
  /// Looks at both in one picture. It holds every name, so it is run only where the marks differ.
  static func findings(of account: AccountID, _ tx: any StoreReader) throws -> FindingList {
    var named: Set<String> = []
    try WholeList.each(
      { try tx.events(of: account, subscription: nil, $0) }, place: \.sequence,
      { event in
        if let name = (try? JSONText.value(Named.self, event.body))?.receipt { named.insert(name) }
      })
    var findings = FindingList()
    try WholeList.each(
      { try tx.receipts(of: account, $0) }, place: \.id,
      { receipt in
        if named.remove(receipt.id.text) == nil {
          findings.fault(
            "receipt.unrecorded", at: "account \(account), receipt \(receipt.id)",
            "no event of the account names it", Remedy.restore)
        }
      })
    for name in named.sorted() {
      findings.fault(
        "receipt.missing", at: "account \(account), receipt \(name)",
        "an event names it, but it is not there", Remedy.restore)
    }
    return findings
  }

  private struct Named: Decodable {
    var receipt: String?
  }
}
