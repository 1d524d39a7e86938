public import TenureDomain

/// A stretch of a list that is read from its end: what comes before a place, newest first.
public struct LatestRequest<Place: Sendable & Hashable>: Sendable, Hashable {
  /// nil for the end of the list.
  public let before: Place?
  /// At least 1.
  public let limit: Int

  public init(before: Place? = nil, limit: Int) {
    self.before = before
    self.limit = limit
  }
}

/// What all postings of one kind between the same two accounts of the ledger come to.
public struct LedgerTotal: Sendable, Hashable {
  public let kind: LedgerEntry.Kind
  public let source: LedgerAccount
  public let destination: LedgerAccount
  public let amount: Money

  public init(
    kind: LedgerEntry.Kind, source: LedgerAccount, destination: LedgerAccount, amount: Money
  ) {
    self.kind = kind
    self.source = source
    self.destination = destination
    self.amount = amount
  }
}

/// The lists of an account as people read them: the newest first.
public protocol LatestReader {
  /// - Parameter subscription: nil for those of the account as a whole.
  func latestEvents(
    of account: AccountID, subscription: SubscriptionID?, _ request: LatestRequest<Int64>
  ) throws -> [EventRecord]
  func latestEntries(
    of account: AccountID, _ request: LatestRequest<EntryID>
  ) throws -> [LedgerRecord]
  func latestMessages(
    of account: AccountID, _ request: LatestRequest<MessageID>
  ) throws -> [OutboxRecord]
  /// What the whole ledger of an account comes to, each currency apart.
  func ledgerTotals(of account: AccountID) throws -> [LedgerTotal]
}
