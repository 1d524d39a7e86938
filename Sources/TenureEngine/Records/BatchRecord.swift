public import TenureDomain

/// One act that is applied to many subscriptions of an account.
public struct BatchRecord: Sendable, Hashable {
  public let account: AccountID
  public let id: BatchID
  public let created: Timestamp
  /// The request, as JSON: the act, who asks, reason and feedback.
  public let request: [UInt8]
  public let total: Int
  /// How many items have a result.
  public var done: Int

  public init(
    account: AccountID, id: BatchID, created: Timestamp, request: [UInt8], total: Int, done: Int
  ) {
    self.account = account
    self.id = id
    self.created = created
    self.request = request
    self.total = total
    self.done = done
  }
}

/// One subscription of a batch with what came of it.
public struct BatchItemRecord: Sendable, Hashable {
  public let position: Int
  public let subscription: SubscriptionID
  /// nil while it waits.
  public var outcome: String?
  public var receipt: ReceiptID?

  public init(
    position: Int, subscription: SubscriptionID, outcome: String? = nil, receipt: ReceiptID? = nil
  ) {
    self.position = position
    self.subscription = subscription
    self.outcome = outcome
    self.receipt = receipt
  }
}

/// An edition that an operator added, with its proof.
public struct EditionRecord: Sendable, Hashable {
  public let id: EditionID
  /// SHA-256 of the document.
  public let digest: [UInt8]
  /// The YAML document.
  public let document: String
  /// What its proof found, as JSON.
  public let proof: [UInt8]
  public let added: Timestamp

  public init(
    id: EditionID, digest: [UInt8], document: String, proof: [UInt8], added: Timestamp
  ) {
    self.id = id
    self.digest = digest
    self.document = document
    self.proof = proof
    self.added = added
  }
}
