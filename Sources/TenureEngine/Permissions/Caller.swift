import TenureDomain

/// Who asks, as far as the credential tells.
public enum Caller: Sendable, Hashable {
  /// A program, by its key.
  case program(KeyRecord)
  /// A person who has signed in.
  case person(PersonRecord)
  /// The operator at the machine itself, who holds the database's file.
  case console

  /// Under this name idempotency keys are kept apart.
  public var name: String {
    switch self {
    case .program(let key): key.id.text
    case .person(let person): "\(person.account)/\(person.id)"
    case .console: "console"
    }
  }

  /// Refuses what the permission table does not allow.
  ///
  /// - Parameters:
  ///   - account: the account it is about; nil if it is about none.
  ///   - person: the one person it concerns, if it concerns only one.
  /// - Throws: `EngineError.notFound` where the account is none of the caller's, so that nobody
  ///   learns which accounts exist; `EngineError.forbidden` otherwise.
  public func may(
    _ operation: Operation, in account: AccountID? = nil, about person: PersonID? = nil
  ) throws(EngineError) {
    let row = PermissionTable.row(of: operation)
    switch self {
    case .console: return
    case .program(let key):
      if let account, let own = key.account, own != account {
        throw .notFound("account")
      }
      guard key.scopes.contains(row.scope) else { throw .forbidden(operation) }
      if account == nil, key.account != nil, row.roles.isEmpty { throw .forbidden(operation) }
    case .person(let asker):
      if asker.roles.contains(.supportAgent), row.support { return }
      if let account, account != asker.account { throw .notFound("account") }
      if !row.roles.isEmpty, asker.roles.contains(where: row.roles.contains) { return }
      if row.ownData, let person, person == asker.id { return }
      throw .forbidden(operation)
    }
  }
}

extension Caller {
  /// Whether it is somebody who has signed in, rather than a key itself or the console.
  var isSession: Bool {
    switch self {
    case .person: true
    case .program(let key): key.session != nil
    case .console: false
    }
  }

  /// Refuses whoever has signed in: a session makes nothing to sign in with, or whoever holds a
  /// token could renew it for ever.
  ///
  /// - Throws: `EngineError.forbidden`.
  func refuseSession(_ operation: Operation) throws(EngineError) {
    if isSession { throw .forbidden(operation) }
  }

  /// Refuses who may sign nobody in.
  func maySignIn(in account: AccountID? = nil) throws(EngineError) {
    try refuseSession(.manageSessions)
    try may(.manageSessions, in: account)
  }
}
