import Foundation
import TenureEngine

/// What an operator asks so that somebody can sign in.
protocol SignInOperations: Sendable {
  func signInCode(for person: PersonID, of account: AccountID) async throws -> SignInCodeBody
  /// - Parameter key: the key to sign in as; nil for the only one, and through a server for the one
  ///   that asks.
  func operatorCode(for key: KeyID?) async throws -> SignInCodeBody
}

extension LocalOperations {
  func signInCode(for person: PersonID, of account: AccountID) async throws -> SignInCodeBody {
    let answer = try await opened.engine.createSignInCode(for: person, of: account, by: .console)
    return try JSONText.value(SignInCodeBody.self, answer.body)
  }

  func operatorCode(for key: KeyID?) async throws -> SignInCodeBody {
    let answer = try await opened.engine.createOperatorCode(for: key, by: .console)
    return try JSONText.value(SignInCodeBody.self, answer.body)
  }
}

extension RemoteOperations {
  func signInCode(for person: PersonID, of account: AccountID) async throws -> SignInCodeBody {
    let answer = try await send("POST", "/v1/accounts/\(account)/people/\(person)/sign-in-codes")
    return try JSONDecoder().decode(SignInCodeBody.self, from: answer)
  }

  func operatorCode(for key: KeyID?) async throws -> SignInCodeBody {
    if let key {
      throw OperationFailure(
        problem: "a server signs an operator in as the key that asks, not as `\(key)`",
        remedy: "leave --key out; TENURE_KEY is the key")
    }
    let answer = try await send("POST", "/v1/sign-in-codes")
    return try JSONDecoder().decode(SignInCodeBody.self, from: answer)
  }
}
