import TenureDomain
import TenureEngine

/// Somebody who has signed in.
struct OpenSession: Sendable {
  /// The secret that the cookie holds.
  let token: String
  let caller: Caller
  let face: Face

  init(token: String, caller: Caller, account: AccountBody?) {
    self.token = token
    self.caller = caller.looking
    face = Face(caller, account)
  }

  /// What every form of this session carries, so that no other site can send one (CSRF). It tells
  /// nothing of the session's own secret.
  var formToken: String { Self.formToken(of: token) }

  static func formToken(of token: String) -> String {
    Base64URL.text(Hash.sha256(Array("tenure form \(token)".utf8)))
  }
}

extension Engine {
  /// The account that somebody belongs to; nil for who belongs to none.
  func ownAccount(of caller: Caller) async -> AccountBody? {
    guard case .person(let person) = caller else { return nil }
    return try? await account(person.account, by: .console).body
  }
}

extension Caller {
  /// The same with a role to look in: decisions are shown to a key that has none as support would
  /// get them. No page carries out an act for a key.
  fileprivate var looking: Caller {
    guard case .program(let key) = self, key.role == nil else { return self }
    var looking = KeyRecord(
      id: key.id, hash: key.hash, label: key.label, scopes: key.scopes, account: key.account,
      role: .supportAgent, created: key.created, revoked: key.revoked, lastUsed: key.lastUsed)
    looking.session = key.session
    return .program(looking)
  }
}

/// Whose pages somebody sees.
enum Face: Sendable, Hashable {
  case nobody
  /// Somebody of an organisation.
  case organisation(AccountID)
  /// A person who subscribes, or with whom a subscription is shared.
  case consumer(AccountID)
  case support
  case `operator`

  init(_ caller: Caller, _ account: AccountBody?) {
    switch caller {
    case .person(let person) where person.roles.contains(.supportAgent): self = .support
    case .person(let person):
      self =
        account?.kind == "consumer"
        ? .consumer(person.account) : .organisation(person.account)
    case .program, .console: self = .operator
    }
  }

  /// Where somebody begins.
  var home: Place {
    switch self {
    case .nobody: .signIn
    case .organisation(let id), .consumer(let id): .account(id)
    case .support: .support
    case .operator: .overview
    }
  }
}
