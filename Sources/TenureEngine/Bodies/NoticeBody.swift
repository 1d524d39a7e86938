import TenureDomain

/// One message of an account, as its people read it.
public struct NoticeBody: Codable, Sendable, Hashable {
  public var id: String
  public var at: String
  /// What it is about, such as `act.cancel` or `reminder.deleted`.
  public var kind: String
  public var subscription: String?
  /// The receipt of the act that sent it.
  public var receipt: String?
  /// The role in which it is told.
  public var recipient: String
  /// The one person it is for; absent if it is for everybody who holds the role.
  public var person: String?
  public var language: String
  public var title: String
  public var body: String

  init(_ record: OutboxRecord) {
    id = record.id.text
    at = "\(record.at)"
    kind = record.kind.text
    subscription = record.subscription?.text
    receipt = record.receipt?.text
    recipient = record.recipient.rawValue
    person = record.person?.text
    language = record.language
    title = record.title
    body = record.body
  }
}
