import TenureDomain
import TenurePolicy

/// A session as it is shown: a person's, or one that speaks for a key.
public struct SessionBody: Codable, Sendable, Hashable {
  public var id: String
  public var account: String?
  public var person: String?
  public var key: String?
  public var created: String
  public var expires: String
  public var ended: String?
  /// The token: only in the answer that makes the session, and never again.
  public var token: String?

  init(_ record: SessionRecord, token: String? = nil) {
    id = record.id.text
    account = record.account?.text
    person = record.person?.text
    key = record.key?.text
    created = "\(record.created)"
    expires = "\(record.expires)"
    ended = record.ended.map { "\($0)" }
    self.token = token
  }
}

/// Who a credential speaks for.
public struct CallerBody: Codable, Sendable, Hashable {
  /// `program`, `person` or `console`.
  public var kind: String
  public var key: String?
  public var account: String?
  public var person: String?
  public var scopes: [String]?
  public var roles: [String]?

  public init(_ caller: Caller) {
    switch caller {
    case .program(let record):
      kind = "program"
      key = record.id.text
      account = record.account?.text
      scopes = record.scopes.map(\.rawValue)
      roles = record.role.map { [$0.rawValue] }
    case .person(let record):
      kind = "person"
      account = record.account.text
      person = record.id.text
      roles = record.roles.map(\.rawValue)
    case .console: kind = "console"
    }
  }
}

extension Engine {
  /// How long a session lasts.
  public static let sessionHours = 12

  /// Whom a credential speaks for; nil if it is unknown, revoked, ended or over.
  public func caller(_ credential: Credential) async throws -> Caller? {
    let now = clock.now()
    switch credential {
    case .key(let id, let hash):
      guard let key = try await key(id, at: now), Self.equal(key.hash, hash), key.revoked == nil
      else { return nil }
      try await markUsed(key, at: now)
      return .program(key)
    case .session(let hash):
      let caller = try await store.read { [self] tx -> Caller? in
        guard let session = try tx.session(hash: hash), session.isOpen(at: now) else { return nil }
        return try speaker(of: session, tx)
      }
      if case .program(let key)? = caller { try await markUsed(key, at: now) }
      return caller
    }
  }

  private func key(_ id: KeyID, at now: Timestamp) async throws -> KeyRecord? {
    if let known = knownKeys.find(id, at: now) { return known }
    let mark = knownKeys.mark
    let key = try await store.read { try $0.key(id) }
    if let key { knownKeys.keep(key, at: now, readAfter: mark) }
    return key
  }

  /// The day of last use is written once a day, so that using a key costs no write.
  private func markUsed(_ key: KeyRecord, at now: Timestamp) async throws {
    let today = ZoneRules.utc.localDate(of: now)
    guard key.lastUsed != today else { return }
    try await store.write { try $0.markUsed(key.id, on: today) }
    knownKeys.forget(key.id)
  }

  /// Takes as long wherever the first difference lies.
  static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
  }

  /// Signs a person in.
  public func createSession(
    for person: PersonID, of account: AccountID, by caller: Caller
  ) async throws -> Answer {
    try caller.maySignIn(in: account)
    let signedIn = try await signIn(.person(person, of: account), by: caller)
    let body = SessionBody(signedIn.session, token: signedIn.token)
    return Answer(status: 201, body: try JSONText.bytes(body))
  }

  /// The sessions of a person, without their tokens.
  public func sessions(
    of person: PersonID, in account: AccountID, by caller: Caller
  ) async throws -> Page<SessionBody> {
    try caller.may(.manageSessions, in: account, about: person)
    return try await store.read { tx in
      guard try tx.person(person, of: account) != nil else { throw EngineError.notFound("person") }
      return Page(try tx.sessions(of: person, of: account).map { SessionBody($0) }, next: nil)
    }
  }

  /// Ends a session at once.
  public func endSession(
    _ id: SessionID, of person: PersonID, in account: AccountID, by caller: Caller
  ) async throws -> Answer {
    try caller.may(.manageSessions, in: account, about: person)
    return try await end(id) { try $0.sessions(of: person, of: account) }
  }
}
