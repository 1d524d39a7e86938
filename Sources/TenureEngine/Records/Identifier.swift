/// The name of one thing: an account, a subscription, a receipt, ….
///
/// 1 to 64 letters, digits, `-` or `_`. Those that a server makes say their kind and sort by the
/// moment they were made: `sub_01k9…`.
public struct Identifier<Kind: IdentifierKind>: Hashable, Sendable, Comparable,
  CustomStringConvertible
{
  public let text: String

  /// nil if the text cannot be a name.
  public init?(_ text: String) {
    let isName = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == 45 || byte == 95
    }
    guard isName, (1...64).contains(text.utf8.count) else { return nil }
    self.text = text
  }

  /// A name that is known to be one, as read from the store.
  public init(stored text: String) {
    self.text = text
  }

  public var description: String { text }

  public static func < (one: Self, other: Self) -> Bool { one.text < other.text }
}

/// What an identifier names.
public protocol IdentifierKind: Sendable {
  /// What the names that a server makes begin with.
  static var prefix: String { get }
}

/// The kinds of things that have names.
public enum Named {
  public enum Account: IdentifierKind { public static let prefix = "acc" }
  public enum Person: IdentifierKind { public static let prefix = "per" }
  public enum Subscription: IdentifierKind { public static let prefix = "sub" }
  public enum Receipt: IdentifierKind { public static let prefix = "rcp" }
  public enum Entry: IdentifierKind { public static let prefix = "ent" }
  public enum Message: IdentifierKind { public static let prefix = "msg" }
  public enum Batch: IdentifierKind { public static let prefix = "bat" }
  public enum Key: IdentifierKind { public static let prefix = "key" }
  public enum Session: IdentifierKind { public static let prefix = "ses" }
  public enum Feed: IdentifierKind { public static let prefix = "fed" }
  public enum Payment: IdentifierKind { public static let prefix = "pay" }
  public enum Task: IdentifierKind { public static let prefix = "tsk" }
  public enum Hold: IdentifierKind { public static let prefix = "hld" }
  public enum Case: IdentifierKind { public static let prefix = "cas" }
}

public typealias AccountID = Identifier<Named.Account>
public typealias PersonID = Identifier<Named.Person>
public typealias SubscriptionID = Identifier<Named.Subscription>
public typealias ReceiptID = Identifier<Named.Receipt>
public typealias EntryID = Identifier<Named.Entry>
public typealias MessageID = Identifier<Named.Message>
public typealias BatchID = Identifier<Named.Batch>
public typealias KeyID = Identifier<Named.Key>
public typealias SessionID = Identifier<Named.Session>
public typealias FeedID = Identifier<Named.Feed>
public typealias PaymentID = Identifier<Named.Payment>
public typealias TaskID = Identifier<Named.Task>
public typealias HoldID = Identifier<Named.Hold>
public typealias CaseID = Identifier<Named.Case>
