public import TenureDomain

/// Whom a message is for: everybody who holds a role in the account, or one person in that role.
public struct NoticeRecipient: Sendable, Hashable {
  public let role: Role
  /// nil for everybody who holds the role.
  public let person: PersonID?

  public init(_ role: Role, _ person: PersonID? = nil) {
    self.role = role
    self.person = person
  }

  /// Who is spoken to, where the words differ: the locales' keys end in it.
  var audience: String {
    switch role {
    case .owner: "owner"
    case .familyMember: "member"
    default: "organisation"
    }
  }
}

extension NoticeRecipient {
  /// Those whom a rule names. Each person that a subscription is shared with is told for
  /// themselves, because they may share in others of the same owner that nothing happens to.
  static func of(_ roles: [Role], sharing subscription: Subscription) -> [NoticeRecipient] {
    roles.flatMap { role -> [NoticeRecipient] in
      guard role == .familyMember else { return [NoticeRecipient(role)] }
      return subscription.sharedWith.map { NoticeRecipient(role, PersonID(stored: $0.name)) }
    }
  }

  /// Those who manage an account, for what concerns no subscription (MSG-04).
  public static func managers(of account: AccountRecord) -> [NoticeRecipient] {
    let roles: [Role] =
      switch (account.kind, account.agreement) {
      case (.consumer, _): [.owner]
      case (_, .csp): [.partnerAdministrator]
      case (_, .mca): [.billingProfileOwner, .billingProfileContributor, .invoiceManager]
      default: [.globalAdministrator, .billingAdministrator]
      }
    return roles.map { NoticeRecipient($0) }
  }

  /// Those who run the service.
  public static let operators = [NoticeRecipient(.supportAgent)]
}
