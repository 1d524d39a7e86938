public import TenureEngine

/// A way to sign in: one by a code, one by choosing who one is in a demonstration; others follow.
public protocol SignInProvider: Sendable {
  /// The word that its form sends, such as `code`.
  var name: String { get }
  /// Whom one can choose to be; nil where something is typed instead.
  var choices: [SignInChoice]? { get }

  /// Signs somebody in.
  ///
  /// - Parameter answer: what was typed or chosen.
  /// - Returns: nil if it names nobody, or not any more.
  /// - Throws: `StoreError`.
  func signIn(_ answer: String, to engine: Engine) async throws -> SignedIn?
}

/// Somebody one can choose to be in a demonstration.
public struct SignInChoice: Sendable, Hashable {
  /// What the form sends.
  public let answer: String
  public let name: String
  /// Whose face it is: `organisation`, `consumer`, `support` or `operator`.
  public let face: String
  /// The organisation or family, as its own name says it; empty if there is none.
  public let account: String
  /// The word for what one can try as them, whose text is `portal.sign-in.try.<word>`; nil for
  /// somebody who is not offered first.
  public let hint: String?

  public init(
    answer: String, name: String, face: String, account: String, hint: String? = nil
  ) {
    self.answer = answer
    self.name = name
    self.face = face
    self.account = account
    self.hint = hint
  }
}
