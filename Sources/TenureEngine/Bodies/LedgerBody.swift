import TenureDomain

/// One entry of an account's ledger.
public struct LedgerBody: Codable, Sendable, Hashable {
  public var id: String
  public var at: String
  public var kind: String
  public var subscription: String?
  public var receipt: String?
  /// The entry that this one takes back.
  public var reverses: String?
  public var postings: [EntryBody]

  init(_ record: LedgerRecord) {
    id = record.id.text
    at = "\(record.at)"
    kind = record.entry.kind.rawValue
    subscription = record.subscription?.text
    receipt = record.receipt?.text
    reverses = record.reverses?.text
    postings = EntryBody.records(record.entry)
  }
}
