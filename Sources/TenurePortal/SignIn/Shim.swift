import TenureDomain
public import TenureEngine

public struct SignedIn: Sendable {
  public let token: String
  public let caller: Caller
}

extension Engine {
  func signOut(token: String) async throws {}
  func signIn(as person: PersonID, of account: AccountID) async throws -> SignedIn {
    let answer = try await createSession(for: person, of: account, by: .console)
    let token = try JSONText.value(SessionBody.self, answer.body).token ?? ""
    guard let credential = Credential(token), let caller = try await caller(credential) else {
      throw EngineError.notFound("session")
    }
    return SignedIn(token: token, caller: caller)
  }
}
