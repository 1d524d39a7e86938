public import TenureEngine

/// Signs in whoever knows a single-use code, which an operator or a program made.
public struct CodeSignIn: SignInProvider {
  public let name = "code"
  public var choices: [SignInChoice]? { nil }

  public init() {}

  public func signIn(_ answer: String, to engine: Engine) async throws -> SignedIn? {
    do {
      return try await engine.redeem(code: answer)
    } catch EngineError.codeRefused {
      return nil
    }
  }
}
