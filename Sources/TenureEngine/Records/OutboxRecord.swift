public import TenureDomain

/// A message that waits to be sent, as it will be read.
///
/// Its words hold no name and no address, because a person can be erased and what was sent cannot.
public struct OutboxRecord: Sendable, Hashable {
  public let account: AccountID
  public let id: MessageID
  public let subscription: SubscriptionID?
  /// The receipt of the act that sent it; nil if no act did.
  public let receipt: ReceiptID?
  public let at: Timestamp
  public let kind: NoticeKind
  /// The role in which it is told: everybody who holds it in the account, or the one ``person``.
  public let recipient: Role
  /// The one person it is for; nil if it is for everybody who holds the role.
  public let person: PersonID?
  /// The BCP 47 tag of the language of its words.
  public let language: String
  public let title: String
  public let body: String

  public init(
    account: AccountID, id: MessageID, subscription: SubscriptionID? = nil,
    receipt: ReceiptID? = nil, at: Timestamp, kind: NoticeKind, recipient: Role,
    person: PersonID? = nil, language: String, title: String, body: String
  ) {
    self.account = account
    self.id = id
    self.subscription = subscription
    self.receipt = receipt
    self.at = at
    self.kind = kind
    self.recipient = recipient
    self.person = person
    self.language = language
    self.title = title
    self.body = body
  }
}
