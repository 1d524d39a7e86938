public import TenureDomain

/// Who may do one operation.
public struct Permission: Sendable, Hashable {
  public let operation: Operation
  /// What it is, in words.
  public let meaning: String
  /// Programs whose key has this scope may, in every account that the key reaches.
  public let scope: Scope
  /// People of the account may who hold one of these roles.
  public let roles: [Role]
  /// Whether a person may where it concerns only that person.
  public let ownData: Bool
  /// Whether a support agent may, in every account.
  public let support: Bool
}

/// The permission table. Documentation/reference/permissions.md is printed from it.
public enum PermissionTable {
  public static let rows: [Permission] = [
    row(.findAccounts, "look for accounts of all customers", .read, support: true),
    row(.createAccount, "make an account", .write),
    row(.readAccount, "read the account", .read, everybody, support: true),
    row(.changeAccount, "change what is known of the account", .write),
    row(.readPeople, "read the account's people", .read, managers, own: true, support: true),
    row(.changePeople, "add people, change their names", .write, peopleManagers),
    row(
      .changeRoles, "give and take roles that look after the account", .write,
      [.globalAdministrator, .owner]),
    row(.erasePerson, "erase a person", .write, peopleManagers, own: true),
    row(.exportPerson, "export what is kept of a person", .write, peopleManagers, own: true),
    row(
      .changeDomains, "add and remove domains", .write,
      [.globalAdministrator, .domainAdministrator]),
    row(
      .findSubscriptions, "look for subscriptions of all customers", .read, support: true),
    row(.readSubscriptions, "read subscriptions and timelines", .read, everybody, support: true),
    row(.createSubscription, "make a subscription", .write),
    row(.changeSubscription, "tell what happened outside", .write),
    row(.ask, "ask for options and quotes", .read, everybody, support: true),
    row(
      .act, "carry out an act; the policy decides whether the role may", .act, everybody,
      support: true),
    row(.batch, "carry out one act on many subscriptions", .act, buyers, support: true),
    row(.readEvents, "read the history", .read, managers, support: true),
    row(.readLedger, "read what was charged and what comes back", .read, payers, support: true),
    row(.readReceipts, "read receipts", .read, managers, support: true),
    row(.readMessages, "read what people were written", .read, managers, support: true),
    row(.readPolicies, "read the policies", .read, everybody, support: true),
    row(.addPolicy, "add an edition", .operate),
    row(.advanceClock, "advance the clock of an account that has its own", .write),
    row(
      .manageFeeds, "make, list and revoke the addresses of the account's calendar", .write,
      managers),
    row(.manageKeys, "make, list and revoke API keys", .operate),
    row(.manageSessions, "sign people in; list and end their sessions", .operate, own: true),
    row(.findPayments, "look for payments of all customers", .operate),
    row(.readPayments, "read what is to be paid", .read, payers, support: true),
    row(.reportPayment, "tell what came of a payment", .write),
    row(.redeemKey, "redeem a product key", .act, buyers, support: true),
    row(.operate, "check, back up, import, export and release the server", .operate),
    row(.readTasks, "read what the product is asked to do", .operate),
    row(.workTasks, "claim tasks, report on them and complete them", .operate),
    row(.exportData, "ask for an export of a subscription's data, and fetch it", .act, buyers),
    row(.manageHolds, "put accounts on hold, and end holds", .operate),
    row(.reportUse, "report use of the account and of storage", .write),
    row(
      .reopenStorage, "have frozen storage opened again", .write, [.owner], own: true,
      support: true),
    row(
      .share, "share a subscription and stop sharing it; whom it is shared with may leave", .write,
      [.owner], own: true),
    row(.openCase, "ask to be called back", .act, everybody, support: true),
    row(
      .readCases, "read what was asked of the support", .read, managers, own: true, support: true),
    row(
      .findCases, "look for what is asked of the support, of all customers", .read,
      support: true),
    row(.closeCase, "tell what came of a call-back", .write, support: true),
  ]

  /// The row of an operation.
  public static func row(of operation: Operation) -> Permission { rows[Int(operation.code)] }

  private static func row(
    _ operation: Operation, _ meaning: String, _ scope: Scope, _ roles: [Role] = [],
    own: Bool = false, support: Bool = false
  ) -> Permission {
    Permission(
      operation: operation, meaning: meaning, scope: scope, roles: roles, ownData: own,
      support: support)
  }

  /// Everybody who has an account's role; a visitor has none.
  private static let everybody = Role.allCases.filter { $0 != .visitor && $0 != .supportAgent }
  /// Those who buy and cancel for an account.
  private static let buyers: [Role] = [
    .globalAdministrator, .billingAdministrator, .billingAccountOwner, .billingAccountContributor,
    .billingProfileOwner, .billingProfileContributor, .partnerAdministrator, .owner,
  ]
  /// Those who see the money.
  private static let payers =
    buyers + [.billingAccountReader, .billingProfileReader, .invoiceManager]
  /// Those who look after an account in any way.
  private static let managers =
    payers + [.userAdministrator, .licenseAdministrator, .domainAdministrator]
  private static let peopleManagers: [Role] = [.globalAdministrator, .userAdministrator, .owner]
}
