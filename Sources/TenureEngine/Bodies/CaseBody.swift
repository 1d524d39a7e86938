import TenureDomain

/// A case as it is shown.
public struct CaseBody: Codable, Sendable, Hashable {
  public var account: String
  public var id: String
  public var version: Int64
  /// Who asked; absent if a program did not tell.
  public var person: String?
  public var subscription: String?
  /// `call-back`.
  public var kind: String
  /// As it was typed; absent once the person was erased.
  public var phone: String?
  public var language: String
  /// When a call suits best, in the person's words.
  public var bestTime: String?
  public var note: String?
  /// The act that the person was about to ask for.
  public var act: String?
  public var openedBy: String
  public var created: String
  /// `open` or `done`.
  public var state: String
  public var done: String?
  public var doneBy: String?
  /// What came of it.
  public var outcome: String?

  init(_ record: CaseRecord) {
    account = record.account.text
    id = record.id.text
    version = record.version
    person = record.person?.text
    subscription = record.subscription?.text
    kind = record.kind.rawValue
    phone = record.phone
    language = record.language
    bestTime = record.bestTime
    note = record.note
    act = record.act?.rawValue
    openedBy = record.openedBy
    created = "\(record.created)"
    state = record.state.rawValue
    done = record.done.map { "\($0)" }
    doneBy = record.doneBy
    outcome = record.outcome
  }
}
