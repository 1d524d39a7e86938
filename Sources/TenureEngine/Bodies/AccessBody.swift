public import TenureDomain

/// What users and administrators can do.
public struct AccessBody: Codable, Sendable, Hashable {
  public var users: String
  public var admins: String

  public init(_ access: Access) {
    users = access.users.rawValue
    admins = access.admins.rawValue
  }
}

/// Licenses bought and in use; absent where unknown.
public struct LicensesBody: Codable, Sendable, Hashable {
  public var purchased: Int?
  public var assigned: Int?

  public init(purchased: Int?, assigned: Int?) {
    self.purchased = purchased
    self.assigned = assigned
  }
}
