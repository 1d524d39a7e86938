import TenureDomain
public import TenureEngine
import Testing

/// Records to store, each told only what its test is about.
enum Sample {
  static let now = instant("2026-03-01T12:00:00Z")
  static let edition = EditionID(
    family: "microsoft-365-business", date: CalendarDate(dayNumber: 20_000))

  static func instant(_ text: String) -> Timestamp {
    guard let instant = Timestamp(text) else { preconditionFailure("`\(text)` is no instant") }
    return instant
  }

  static func account(_ id: String, name: String = "Contoso") -> AccountRecord {
    AccountRecord(
      id: AccountID(stored: id), name: name, kind: .business, family: "microsoft-365-business",
      agreement: .mca, created: now)
  }

  static func person(
    _ id: String, of account: String, email: String? = nil, roles: [Role] = [.owner]
  ) -> PersonRecord {
    PersonRecord(
      account: AccountID(stored: account), id: PersonID(stored: id), name: "Ada", email: email,
      roles: roles, created: now)
  }

  static func subscription(
    _ id: String, of account: String, product: String = "business-basic",
    state: SubscriptionState = .active, channel: Channel = .direct, due: Timestamp? = nil
  ) -> SubscriptionRecord {
    SubscriptionRecord(
      account: AccountID(stored: account), id: SubscriptionID(stored: id), edition: edition,
      subscription: Subscription(product: ProductID(product), state: state, channel: channel),
      created: now, due: due)
  }

  static func event(
    _ sequence: Int64, of account: String, subscription: String? = nil,
    personal: EventRecord.PersonalPart? = nil
  ) -> EventRecord {
    EventRecord(
      account: AccountID(stored: account), sequence: sequence, at: now,
      subscription: subscription.map(SubscriptionID.init(stored:)), type: "act.carried-out",
      body: Array(#"{"sequence":\#(sequence)}"#.utf8),
      hash: [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: 32),
      personal: personal)
  }

  static func receipt(
    _ id: String, of account: String, subscription: String? = nil
  ) -> ReceiptRecord {
    ReceiptRecord(
      id: ReceiptID(stored: id), account: AccountID(stored: account),
      subscription: subscription.map(SubscriptionID.init(stored:)), at: now, key: "thumbprint",
      payload: Array("{}".utf8), signature: [UInt8](repeating: 7, count: 64))
  }

  static func entry(
    _ id: String, of account: String, kind: LedgerEntry.Kind = .refund, postings: [Posting],
    receipt: String? = nil, reverses: String? = nil
  ) -> LedgerRecord {
    LedgerRecord(
      account: AccountID(stored: account), id: EntryID(stored: id), at: now, subscription: nil,
      receipt: receipt.map(ReceiptID.init(stored:)),
      reverses: reverses.map(EntryID.init(stored:)),
      entry: LedgerEntry(kind: kind, postings: postings))
  }

  /// Euro cents from revenue to what is owed to the customer.
  static func refund(_ cents: Int64) throws -> Posting {
    let euro = try #require(Currency("EUR"))
    return Posting(
      source: .revenue, destination: .payable, amount: Money(minorUnits: cents, currency: euro))
  }

  static func answer(_ receipt: String? = nil, at: Timestamp = now) -> StoredAnswer {
    StoredAnswer(
      fingerprint: [UInt8](repeating: 1, count: 32), at: at, status: 200,
      receipt: receipt.map(ReceiptID.init(stored:)), body: receipt == nil ? [123, 125] : nil,
      version: 2)
  }
}

extension Identifier: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral,
  ExpressibleByExtendedGraphemeClusterLiteral
{
  public init(stringLiteral text: String) { self.init(stored: text) }
}
