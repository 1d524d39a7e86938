import TenureDomain
import TenurePolicy

/// A code to sign in with, in the one answer that shows it.
public struct SignInCodeBody: Codable, Sendable, Hashable {
  /// The part of the code that tells it from others; it signs nobody in by itself.
  public var id: String
  /// What is to be typed.
  public var code: String
  public var created: String
  /// The first moment at which it no longer holds.
  public var expires: String
  public var account: String?
  public var person: String?
  public var key: String?

  init(_ record: SignInCodeRecord, _ code: SignInCode) {
    id = record.identifier
    self.code = code.text
    created = "\(record.created)"
    expires = "\(record.expires)"
    switch record.subject {
    case .person(let id, let account):
      person = id.text
      self.account = account.text
    case .key(let id): key = id.text
    }
  }
}

extension Engine {
  /// How long a code to sign in with holds.
  public static let codeMinutes = 15
  /// How long a code is kept after it was made.
  public static let codeHours = 24

  /// Makes a code that signs a person in once. The answer shows it; only a hash is kept, so an
  /// answer is never repeated and the call takes no idempotency key.
  ///
  /// - Throws: `EngineError`, `StoreError`.
  public func createSignInCode(
    for person: PersonID, of account: AccountID, by caller: Caller
  ) async throws -> Answer {
    try caller.maySignIn(in: account)
    return try await makeCode(for: .person(person, of: account)) { tx in
      guard let owner = try tx.account(account) else { throw EngineError.notFound("account") }
      _ = try tx.existingPerson(person, of: account)
      try owner.refuseIfClosed()
    }
  }

  /// Makes a code that signs an operator in once, as a key of scope `operate` that reaches all
  /// accounts: the face of whoever runs the server.
  ///
  /// - Parameter key: nil for the key that asks; at the console for the only one that could.
  /// - Throws: `EngineError`, `StoreError`.
  public func createOperatorCode(
    for key: KeyID? = nil, by caller: Caller
  ) async throws -> Answer {
    try caller.maySignIn()
    let id =
      if case .program(let own) = caller { own.id } else { try await operatorKey(key) }
    guard key == nil || key == id else { throw EngineError.forbidden(.manageSessions) }
    return try await makeCode(for: .key(id)) { tx in
      guard let key = try tx.key(id), key.revoked == nil else { throw EngineError.notFound("key") }
    }
  }

  /// Signs in whoever knows a code.
  ///
  /// - Parameter code: as it was typed.
  /// - Throws: `EngineError.codeRefused`, `StoreError`.
  public func redeem(code: String) async throws -> SignedIn {
    guard let code = SignInCode(code) else { throw EngineError.codeRefused }
    let new = newSession()
    // A wrong try is written down too, so a refusal is a value here and becomes an error after it.
    let signedIn = try await store.write { [self] tx -> SignedIn? in
      guard let record = try tx.tryCode(code.identifier, at: new.at),
        Self.equal(record.hash, code.hash)
      else { return nil }
      do {
        let signedIn = try open(new, for: record.subject, tx)
        try tx.useCode(code.identifier, at: new.at)
        return signedIn
      } catch EngineError.notFound, EngineError.closed {
        return nil
      }
    }
    guard let signedIn else { throw EngineError.codeRefused }
    return signedIn
  }

  /// Signs in whoever knows a code; the answer shows the session's token.
  ///
  /// - Parameter body: JSON: `code`.
  /// - Throws: `EngineError.invalid`, `EngineError.codeRefused`, `StoreError`.
  public func redeemCode(_ body: [UInt8]) async throws -> Answer {
    let request = try RequestReader(body)
    let fields = request.reader.mapping(request.root, required: ["code"], optional: []) ?? [:]
    let code = fields["code"].flatMap(request.reader.text)
    try request.finish()
    let signedIn = try await redeem(code: code ?? "")
    let shown = SessionBody(signedIn.session, token: signedIn.token)
    return Answer(status: 201, body: try JSONText.bytes(shown))
  }

  /// Removes codes that were made more than ``codeHours`` ago, used or not.
  ///
  /// - Returns: how many went.
  public func sweepSignInCodes() async throws -> Int {
    let limit = clock.now().adding(hours: -Self.codeHours)
    var removed = 0
    while true {
      let step = try await store.write { try $0.removeCodes(madeBefore: limit, atMost: 200) }
      removed += step
      if step < 200 { return removed }
      try Task.checkCancellation()
    }
  }
}

extension Engine {
  /// - Parameter check: refuses whom no code can be made for.
  private func makeCode(
    for subject: SignInSubject, _ check: @escaping @Sendable (any StoreReader) throws -> Void
  ) async throws -> Answer {
    let now = clock.now()
    for _ in 1..<Self.mostDraws {
      do {
        return try await insertCode(for: subject, at: now, check)
      } catch StoreError.duplicate {
        continue
      }
    }
    return try await insertCode(for: subject, at: now, check)
  }

  /// Of a thousand million identifiers a few are taken: then another is drawn, at most so often.
  private static let mostDraws = 4

  private func insertCode(
    for subject: SignInSubject, at now: Timestamp,
    _ check: @escaping @Sendable (any StoreReader) throws -> Void
  ) async throws -> Answer {
    let code = SignInCode(random: ids.secret(bytes: 12))
    let record = SignInCodeRecord(
      identifier: code.identifier, hash: code.hash, subject: subject, created: now,
      expires: Timestamp(microseconds: now.microseconds + Int64(Self.codeMinutes) * 60_000_000))
    try await store.write { tx in
      try check(tx)
      try tx.insert(record)
    }
    return Answer(status: 201, body: try JSONText.bytes(SignInCodeBody(record, code)))
  }

  /// The key that an operator signs in as: the named one, or else the only one.
  private func operatorKey(_ named: KeyID?) async throws -> KeyID {
    let known = try await store.read { tx in
      var found: [KeyID] = []
      try WholeList.each({ try tx.keys($0) }, place: \.id) { key in
        if key.isOperator { found.append(key.id) }
      }
      return found
    }
    let id = named ?? (known.count == 1 ? known.first : nil)
    guard let id, known.contains(id) else { throw Self.noOperator(named, known) }
    return id
  }

  private static func noOperator(_ named: KeyID?, _ known: [KeyID]) -> EngineError {
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    let problem =
      if let named {
        "`\(named)` is no key that an operator can sign in as"
      } else if known.isEmpty {
        "there is no key that an operator can sign in as"
      } else {
        "an operator can sign in as any of \(list)"
      }
    return .invalid([
      FieldFault(
        field: "key", problem: problem,
        remedy: known.isEmpty
          ? "make a key of scope `operate` that reaches all accounts" : "name one of \(list)")
    ])
  }
}

extension KeyRecord {
  /// Whether an operator can sign in as this key.
  fileprivate var isOperator: Bool {
    revoked == nil && account == nil && scopes.contains(.operate)
  }
}
