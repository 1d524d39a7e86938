/// What a receipt says; these bytes are signed.
///
/// It names people by their ids alone, so that a person can be erased and every receipt stays
/// valid.
public struct ReceiptBody: Codable, Sendable, Hashable {
  /// Who asked.
  public struct Party: Codable, Sendable, Hashable {
    /// `person`, `support` or `program`.
    public var kind: String
    public var person: String?
    /// The account that the person belongs to, if it is not the receipt's: that of a support agent.
    public var account: String?
    /// The id of the key that the request came with.
    public var key: String?
    /// The role it was decided in.
    public var role: String
    /// The person of the receipt's account whom a support agent acted for, if one was named.
    public var onBehalfOf: String?

    /// Who asked, by their id; nil at the console.
    public var name: String? {
      person.map { person in account.map { "\(person) (\($0))" } ?? person } ?? key
    }
  }

  /// The version of the shape: members are added, never renamed or removed.
  public var format = "tenure.receipt/1"
  public var id: String
  public var account: String
  public var subscription: String?
  /// When the act was received.
  public var received: MomentBody
  /// `test` if the account has a clock of its own, from which all moments here were read; absent
  /// for the wall clock.
  public var clock: String?
  /// When the decision was made; the quote's moment for an act on a quote.
  public var decided: String
  public var quote: String?
  public var actor: Party
  /// The domain, person or other thing that the act names.
  public var object: String?
  public var reason: String?
  /// SHA-256 of a salt and the feedback, if feedback was given, with the ``supportReason`` if there
  /// was one; the words are not here.
  public var feedback: String?
  /// SHA-256 of a salt and the reason that a support agent gave, if one was given, with the
  /// feedback if there was any; the words are not here.
  public var supportReason: String?
  public var decision: DecisionBody
  /// How the subscription stands afterwards.
  public var state: String?
  public var access: AccessBody?
  public var timeline: TimelineBody?
  public var edition: EditionReference?
  /// The version of the subscription afterwards.
  public var version: Int64?
  public var language: String
}

/// What an act answers.
public struct ActResultBody: Codable, Sendable, Hashable {
  public var outcome: String
  public var receipt: ReceiptBody
}
