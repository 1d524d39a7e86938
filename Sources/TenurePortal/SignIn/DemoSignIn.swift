import TenureDomain
public import TenureEngine

/// Lets people choose who they are. Only for a demonstration: it asks for no secret.
public struct DemoSignIn: SignInProvider {
  /// Somebody of the sample world.
  public struct Member: Sendable {
    fileprivate enum Who: Sendable {
      case person(PersonID, AccountID)
      case key(KeyID)
    }

    let choice: SignInChoice
    fileprivate let who: Who

    /// - Parameters:
    ///   - face: `organisation`, `consumer` or `support`.
    ///   - accountName: what the account calls itself.
    ///   - hint: see ``SignInChoice/hint``.
    public init(
      person: PersonID, name: String, account: AccountID, accountName: String, face: String,
      hint: String? = nil
    ) {
      who = .person(person, account)
      choice = SignInChoice(
        answer: "\(account)/\(person)", name: name, face: face, account: accountName,
        hint: hint)
    }

    /// The operator, who signs in as one of the server's keys.
    public init(operatorKey key: KeyID, name: String, hint: String? = nil) {
      who = .key(key)
      choice = SignInChoice(answer: key.text, name: name, face: "operator", account: "", hint: hint)
    }
  }

  public let name = "demo"
  private let members: [Member]

  public init(_ members: [Member]) {
    self.members = members
  }

  public var choices: [SignInChoice]? { members.map(\.choice) }

  public func signIn(_ answer: String, to engine: Engine) async throws -> SignedIn? {
    guard let member = members.first(where: { $0.choice.answer == answer }) else { return nil }
    do {
      switch member.who {
      case .person(let person, let account):
        return try await engine.signIn(as: person, of: account)
      case .key(let key): return try await engine.signIn(as: key)
      }
    } catch is EngineError {
      return nil
    }
  }
}
