public import TenureDomain

/// In whose name an act is asked for.
public struct ActingParty: Sendable, Hashable {
  public enum Kind: String, Sendable {
    /// A person of the account.
    case person
    /// A support agent on behalf of the account.
    case support
    /// A program in a role of its own.
    case program
  }

  public let kind: Kind
  /// The person; nil for a program that names nobody.
  public let person: PersonID?
  /// The program whose key the request came with; nil for a person who has signed in.
  public let key: KeyID?
  /// The roles it may be decided in, never empty.
  public let roles: [Role]
  /// The account that a support agent belongs to; nil if the person is of the account itself.
  public var home: AccountID?
  /// The person of the account whom support acts for, if one was named.
  public var onBehalfOf: PersonID?
  /// Whether somebody of the support acts who has to say for whom and why: an agent who has signed
  /// in, or a key that acts as one. A program that names the role answers for itself.
  public var hasToSay = false

  /// Whether it is a certain person of the account, in their own name.
  func isPerson(_ id: PersonID) -> Bool { person == id && home == nil }
}

extension Engine {
  /// Who acts: the person who has signed in, the person that a program names, or the program in the
  /// role of its key.
  ///
  /// - Parameter named: the person or role that the request names.
  func party(
    of caller: Caller, in account: AccountID, named: ActRequest.Named?, _ tx: any StoreReader
  ) throws -> ActingParty {
    switch caller {
    case .person(let person):
      let isSupport = person.account != account || person.roles.contains(.supportAgent)
      return ActingParty(
        kind: isSupport ? .support : .person, person: person.id, key: nil,
        roles: isSupport ? [.supportAgent] : Self.order(person.roles),
        home: person.account == account ? nil : person.account, hasToSay: isSupport)
    case .program(let key): return try party(of: key, in: account, named, tx)
    case .console:
      return ActingParty(kind: .support, person: nil, key: nil, roles: [.supportAgent])
    }
  }

  private func party(
    of key: KeyRecord, in account: AccountID, _ named: ActRequest.Named?, _ tx: any StoreReader
  ) throws -> ActingParty {
    switch named {
    case .person(let id):
      guard let person = try tx.person(id, of: account), person.erased == nil else {
        throw EngineError.invalid([
          FieldFault(
            field: "actor.person", problem: "`\(id)` is not a person of this account",
            remedy: "name one of its people, or add the person first")
        ])
      }
      return ActingParty(
        kind: .person, person: id, key: key.id, roles: Self.order(person.roles))
    case .role(let role):
      try check(role, of: key)
      return ActingParty(
        kind: role == .supportAgent ? .support : .program, person: nil, key: key.id, roles: [role])
    case nil:
      guard let role = key.role else {
        throw EngineError.invalid([
          FieldFault(
            field: "actor", problem: "nobody is named, and the key has no role of its own",
            remedy: "add `\"actor\": {\"person\": …}` or `\"actor\": {\"role\": …}`")
        ])
      }
      return ActingParty(
        kind: role == .supportAgent ? .support : .program, person: nil, key: key.id, roles: [role],
        hasToSay: role == .supportAgent)
    }
  }

  /// A key with a role of its own acts in that role, and nobody makes a support agent of a program
  /// by naming the role: it passes limits that hold for customers. An operator's key may name any.
  private func check(_ role: Role, of key: KeyRecord) throws {
    if key.scopes.contains(.operate) || key.role == role { return }
    guard key.role == nil, role != .supportAgent else {
      throw EngineError.invalid([
        FieldFault(
          field: "actor.role", problem: "this key does not act as `\(role.rawValue)`",
          remedy: key.role.map { "leave it out; the key acts as `\($0.rawValue)`" }
            ?? "name a person, or a role of the account")
      ])
    }
  }

  /// In the order of the vocabulary; somebody without a role is a user.
  private static func order(_ roles: [Role]) -> [Role] {
    roles.isEmpty ? [.user] : Role.allCases.filter(roles.contains)
  }
}
