/// What stands between an account and its closing: the ordered checklist (CLO-02 to CLO-10).
public struct ClosureBody: Codable, Sendable, Hashable {
  public var account: String
  public var at: String
  /// When the account was closed; absent while it is open.
  public var closed: String?
  /// What closing it now would come to: the outcome, why, and which items are open.
  public var decision: DecisionBody
  /// In the order in which they are done.
  public var items: [ClosureItemBody]
}

/// One item of the checklist.
public struct ClosureItemBody: Codable, Sendable, Hashable {
  /// Such as `active-subscriptions`.
  public var item: String
  /// `open` or `done`.
  public var state: String
  public var text: String
  /// The documented rules it carries out.
  public var implements: [String]
  /// What is still open; empty once it is done.
  public var open: [ClosureOpenBody]
}

/// One thing that keeps an item open. Exactly one of the names says what it is.
public struct ClosureOpenBody: Codable, Sendable, Hashable {
  public var person: String?
  public var subscription: String?
  public var domain: String?
  public var task: String?
  public var payment: String?
  /// What is owed, for a payment.
  public var amount: MoneyBody?
  /// The people whose e-mail address is in the domain (DOM-03).
  public var people: [String]?
  /// How to do it, in order.
  public var steps: [ClosureStepBody]
}

/// One way on.
public struct ClosureStepBody: Codable, Sendable, Hashable {
  /// An act, a step, `wait` or a contact.
  public var way: String
  public var text: String
  /// `now`, `after` or `unknown`.
  public var availability: String
  /// The ways that come before it.
  public var after: [String]
  /// The day on which a wait is over.
  public var date: String?
  /// The call that does it; absent for what is done elsewhere.
  public var request: ClosureRequestBody?
  /// Whether the house added it, because the documents name none.
  public var house: Bool
}

/// A call of this interface.
public struct ClosureRequestBody: Codable, Sendable, Hashable {
  public var method: String
  public var path: String
  public var body: RawJSON?
}
