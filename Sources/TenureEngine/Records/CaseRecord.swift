public import TenureDomain

/// What a person wants of the support.
public enum CaseKind: String, CaseIterable, Hashable, Sendable {
  case callBack = "call-back"
}

/// How far a case has come.
public enum CaseState: String, Word {
  case open, done
}

/// Something that a support agent sees to: a person who wants to be called.
///
/// Phone, time, note and outcome are personal. They stay outside the history, and go when the
/// person is erased.
public struct CaseRecord: Sendable, Hashable {
  public let account: AccountID
  public let id: CaseID
  /// Counts the changes to the case, from 1.
  public var version: Int64 = 1
  /// Who asked; nil if a program did not tell.
  public let person: PersonID?
  /// What it is about; nil if about none.
  public let subscription: SubscriptionID?
  public let kind: CaseKind
  /// As it was typed; nil once erased.
  public var phone: String?
  /// The BCP 47 tag of the language to call in.
  public let language: String
  /// When a call suits best, in the person's words.
  public var bestTime: String?
  public var note: String?
  /// The act that the person was about to ask for.
  public let act: ActKind?
  /// Under the name of ``Caller/name``.
  public let openedBy: String
  public let created: Timestamp
  public var state: CaseState = .open
  public var done: Timestamp?
  public var doneBy: String?
  /// What came of it, in the agent's words.
  public var outcome: String?

  public init(
    account: AccountID, id: CaseID, person: PersonID? = nil, subscription: SubscriptionID? = nil,
    kind: CaseKind = .callBack, phone: String?, language: String, bestTime: String? = nil,
    note: String? = nil, act: ActKind? = nil, openedBy: String, created: Timestamp
  ) {
    self.account = account
    self.id = id
    self.person = person
    self.subscription = subscription
    self.kind = kind
    self.phone = phone
    self.language = language
    self.bestTime = bestTime
    self.note = note
    self.act = act
    self.openedBy = openedBy
    self.created = created
  }
}
