import TenureDomain

/// What users and administrators can do at a moment, why, and until when the answer holds.
public struct AccessAnswer: Codable, Sendable, Hashable {
  public var account: String
  public var subscription: String
  public var product: String?
  /// The moment that was asked about; absent for the present.
  public var at: String?
  public var state: String
  /// Absent where it depends on what nobody has told.
  public var users: String?
  public var admins: String?
  /// What a person's cloud storage is subject to; absent where it stays as it is.
  public var storage: String?
  /// The first instant at which the answer may be another one though nobody did anything; absent
  /// if there is none.
  public var until: String?
  /// The rule that says so.
  public var rule: String?
  public var implements: [String]
  public var source: SourceBody?
  public var edition: String
  /// The facts on which the answer depends, where they are not known.
  public var missing: [String]
}

/// What users and administrators of an account can do with a product, by whichever subscription
/// gives them most.
public struct AccountAccess: Codable, Sendable, Hashable {
  public var account: String
  public var product: String
  /// The moment that was asked about; absent for the present.
  public var at: String?
  public var users: String
  public var admins: String
  /// The first instant at which one of the answers may be another one though nobody did anything;
  /// absent if there is none.
  public var until: String?
  /// What each subscription to the product says.
  public var subscriptions: [AccessAnswer]
}

/// An answer about access, and how long it may be kept.
public struct TimedAccess<Body: Sendable>: Sendable {
  public let body: Body
  /// For how many seconds the answer certainly holds unless somebody acts; nil if it may not be
  /// kept.
  public let seconds: Int?
}
