import TenureDomain
public import TenureEngine

/// Lets people choose who they are. Only for a demonstration: it asks for no secret.
public struct DemoSignIn: SignInProvider {
  /// Somebody of the sample world.
  public struct Member: Sendable {
    let choice: SignInChoice
    let person: PersonID
    let account: AccountID

    /// - Parameters:
    ///   - face: `organisation`, `consumer` or `support`.
    ///   - accountName: what the account calls itself.
    public init(
      person: PersonID, name: String, account: AccountID, accountName: String, face: String
    ) {
      self.person = person
      self.account = account
      choice = SignInChoice(
        answer: "\(account)/\(person)", name: name, face: face, account: accountName)
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
      return try await engine.signIn(as: member.person, of: member.account)
    } catch is EngineError {
      return nil
    }
  }
}
