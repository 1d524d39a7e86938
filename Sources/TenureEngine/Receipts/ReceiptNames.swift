public import TenureDomain
import TenurePolicy

/// What is known today of what a receipt names by id alone. It is not signed, and what is personal
/// in it goes when the person is erased.
public struct ReceiptNames: Sendable {
  public var account: String?
  /// The product of the subscription.
  public var product: ProductID?
  /// What the operator calls the key that the request came with.
  public var key: String?
  public var person: String?
  public var onBehalfOf: String?
  /// The person whom an act on a person is about.
  public var object: String?
  /// Why support acted, in its own words; nil if it gave no reason, if they are gone, or if whoever
  /// reads may not read the history.
  public var supportReason: String?

  public init() {}
}

extension Engine {
  /// The names for a receipt that whoever asks may read, and for the others nothing.
  ///
  /// - Throws: an error of decoding if the payload is no receipt.
  public func names(for receipt: ReceiptRecord, by caller: Caller) async throws -> ReceiptNames {
    let body = try JSONText.value(ReceiptBody.self, receipt.payload)
    let mayReadHistory = caller.allows(.readEvents, in: receipt.account)
    return try await store.read { tx in
      var names = ReceiptNames()
      names.account = try tx.account(receipt.account)?.name
      names.product = try receipt.subscription.flatMap {
        try tx.subscription($0, of: receipt.account)?.record.subscription.product
      }
      names.key = try body.actor.key.flatMap { try tx.key(KeyID(stored: $0))?.label }
      let home = body.actor.account.map(AccountID.init(stored:)) ?? receipt.account
      names.person = try tx.name(of: body.actor.person, in: home)
      names.onBehalfOf = try tx.name(of: body.actor.onBehalfOf, in: receipt.account)
      if ActKind(rawValue: body.decision.act.name) == nil {
        names.object = try tx.name(of: body.object, in: receipt.account)
      }
      if body.supportReason != nil, mayReadHistory {
        names.supportReason = try tx.supportReason(for: receipt)
      }
      return names
    }
  }
}

extension Caller {
  fileprivate func allows(_ operation: Operation, in account: AccountID) -> Bool {
    (try? may(operation, in: account)) != nil
  }
}

extension StoreReader {
  /// nil for somebody who is not there any more.
  fileprivate func name(of person: String?, in account: AccountID) throws -> String? {
    try person.flatMap { try self.person(PersonID(stored: $0), of: account)?.name }
  }

  /// The words that support left with an act. Its event is the one that names the receipt; what is
  /// newer is looked through first, because receipts are mostly read soon.
  fileprivate func supportReason(for receipt: ReceiptRecord) throws -> String? {
    let step = 200
    var place: Int64?
    while true {
      let events = try latestEvents(
        of: receipt.account, subscription: receipt.subscription,
        LatestRequest(before: place, limit: step))
      for event in events
      where [EventType.carriedOut, EventType.answered, EventType.accountClosed]
        .contains(event.type)
      {
        let body = try JSONText.value(ActEventBody.self, event.body)
        guard body.receipt == receipt.id.text else { continue }
        return try event.personal.flatMap(SupportWords.of)
      }
      guard events.count == step, let last = events.last else { return nil }
      place = last.sequence
    }
  }
}

/// What support said with what it did, as it is kept beside the history.
public enum SupportWords {
  static let member = "supportReason"

  static func of(_ part: EventRecord.PersonalPart) throws -> String? {
    try JSONText.value([String: String].self, part.data)[member]
  }
}
