public import TenureDomain
import TenurePolicy

/// An API key as it is shown.
public struct KeyBody: Codable, Sendable, Hashable {
  public var id: String
  public var label: String
  public var scopes: [String]
  public var account: String?
  public var role: String?
  public var created: String
  public var revoked: String?
  public var lastUsed: String?
  /// The key itself: only in the answer that makes it, and never again.
  public var secret: String?

  init(_ record: KeyRecord, secret: String? = nil) {
    id = record.id.text
    label = record.label
    scopes = record.scopes.map(\.rawValue)
    account = record.account?.text
    role = record.role?.rawValue
    created = "\(record.created)"
    revoked = record.revoked.map { "\($0)" }
    lastUsed = record.lastUsed.map { "\($0)" }
    self.secret = secret
  }
}

extension Engine {
  /// Makes an API key. The answer shows its secret; only a hash is kept, so an answer is never
  /// repeated and the call takes no idempotency key.
  ///
  /// - Parameter body: JSON: `label`, `scopes`, and if wanted `account` and `role`.
  public func createKey(_ body: [UInt8], by caller: Caller) async throws -> Answer {
    try caller.may(.manageKeys)
    try caller.refuseSession(.manageKeys)
    let request = try RequestReader(body)
    let fields =
      request.reader.mapping(
        request.root, required: ["label", "scopes"], optional: ["account", "role"]) ?? [:]
    let label = fields["label"].flatMap { request.line($0, upTo: 100) }
    let scopes = fields["scopes"].map(request.reader.items)?
      .compactMap { request.reader.word($0, Scope.self) }
    let account = fields["account"].flatMap { request.identifier($0, Named.Account.self) }
    let role = fields["role"].flatMap { request.reader.word($0, Role.self) }
    if let node = fields["scopes"], scopes?.isEmpty ?? true {
      request.note(node, "the key could do nothing", "name at least one scope")
    }
    try request.finish()
    let (record, secret) = key(
      label: label ?? "", scopes: scopes ?? [], account: account, role: role)
    try await store.write { tx in
      if let account, try tx.account(account) == nil {
        throw EngineError.invalid([
          FieldFault(
            field: "account", problem: "there is no account `\(account)`",
            remedy: "name an account that exists, or leave it out")
        ])
      }
      try tx.insert(record)
    }
    return Answer(status: 201, body: try JSONText.bytes(KeyBody(record, secret: secret)))
  }

  /// A new key with its secret, not yet stored.
  public func key(
    label: String, scopes: [Scope], account: AccountID? = nil, role: Role? = nil
  ) -> (record: KeyRecord, secret: String) {
    let now = clock.now()
    let id = ids.make(Named.Key.self, at: now)
    let secret = Credential.secret(of: id, ids.secret(bytes: 32))
    let record = KeyRecord(
      id: id, hash: Credential.hash(secret), label: label,
      scopes: Scope.allCases.filter(scopes.contains), account: account, role: role, created: now)
    return (record, secret)
  }

  /// The API keys, oldest first, without their secrets.
  public func keys(after place: String?, limit: Int, by caller: Caller) async throws
    -> Page<KeyBody>
  {
    try caller.may(.manageKeys)
    return try await store.read { tx in
      let request = PageRequest(after: place.flatMap(KeyID.init), limit: limit + 1)
      return Page(try tx.keys(request), limit: limit, { KeyBody($0) }, place: \.id.text)
    }
  }

  /// Revokes a key at once and for good.
  public func revokeKey(_ id: KeyID, by caller: Caller) async throws -> Answer {
    try caller.may(.manageKeys)
    let now = clock.now()
    // Forgotten even if nobody knows whether the write took effect.
    defer { knownKeys.forget(id) }
    return try await store.write { tx in
      guard var key = try tx.key(id) else { throw EngineError.notFound("key") }
      if key.revoked == nil {
        try tx.revoke(id, at: now)
        try tx.endSessions(of: id, at: now)
        key.revoked = now
      }
      return Answer(status: 200, body: try JSONText.bytes(KeyBody(key)))
    }
  }
}
