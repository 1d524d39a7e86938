public import TenureDomain

/// What was asked for.
public struct ActBody: Codable, Sendable, Hashable {
  public var name: String
  public var licenses: Int?
  public var product: String?
  public var users: Int?
  /// Absent if it takes effect as the policy says.
  public var atRenewal: Bool?

  public init(_ act: Act) {
    name = act.kind.rawValue
    licenses = act.licenses
    product = act.product?.text
    users = act.users
    atRenewal = act.atRenewal ? true : nil
  }

  /// An act that no policy decides.
  init(named name: String) {
    self.name = name
  }
}
