import TenureDomain

/// Somebody who has just signed in.
public struct SignedIn: Sendable, Hashable {
  /// The secret that the session is known by: shown to who signed in, and kept nowhere.
  public let token: String
  public let session: SessionRecord
  /// Whom it speaks for.
  public let caller: Caller

  public init(token: String, session: SessionRecord, caller: Caller) {
    self.token = token
    self.session = session
    self.caller = caller
  }
}

extension Engine {
  /// Signs a person in, for ways to sign in within the server that have made sure who it is.
  ///
  /// - Throws: `EngineError.notFound`, `EngineError.closed`, `StoreError`.
  public func signIn(as person: PersonID, of account: AccountID) async throws -> SignedIn {
    try await signIn(.person(person, of: account))
  }

  /// Signs an operator in as a key, for ways to sign in within the server that have made sure who
  /// it is.
  ///
  /// - Throws: `EngineError.notFound` if there is no such key, or if it is revoked; `StoreError`.
  public func signIn(as key: KeyID) async throws -> SignedIn {
    try await signIn(.key(key))
  }

  /// The session that a token belongs to; nil if it speaks for nobody any more.
  public func session(of token: String) async throws -> SessionRecord? {
    guard case .session(let hash)? = Credential(token) else { return nil }
    let now = clock.now()
    return try await store.read { [self] tx in
      guard let session = try tx.session(hash: hash), session.isOpen(at: now),
        try speaker(of: session, tx) != nil
      else { return nil }
      return session
    }
  }

  /// Ends the session that a token belongs to, if there is one.
  public func signOut(token: String) async throws {
    guard case .session(let hash)? = Credential(token) else { return }
    let now = clock.now()
    try await store.write { tx in
      guard let session = try tx.session(hash: hash), session.ended == nil else { return }
      try tx.end(session.id, at: now)
    }
  }

  /// The sessions that speak for a key, without their tokens.
  ///
  /// - Throws: `EngineError.forbidden` to other keys than this one, unless they look after keys.
  public func sessions(ofKey key: KeyID, by caller: Caller) async throws -> Page<SessionBody> {
    try caller.mayManageSessions(of: key)
    return try await store.read { tx in
      guard try tx.key(key) != nil else { throw EngineError.notFound("key") }
      return Page(try tx.sessions(of: key).map { SessionBody($0) }, next: nil)
    }
  }

  /// Ends a session that speaks for a key, at once.
  public func endSession(
    _ id: SessionID, ofKey key: KeyID, by caller: Caller
  ) async throws -> Answer {
    try caller.mayManageSessions(of: key)
    return try await end(id) { try $0.sessions(of: key) }
  }

  /// Ends one of some sessions; one that has ended stays as it is.
  func end(
    _ id: SessionID, of sessions: @escaping @Sendable (any StoreReader) throws -> [SessionRecord]
  ) async throws -> Answer {
    let now = clock.now()
    return try await store.write { tx in
      guard var session = try sessions(tx).first(where: { $0.id == id }) else {
        throw EngineError.notFound("session")
      }
      if session.ended == nil {
        try tx.end(id, at: now)
        session.ended = now
      }
      return Answer(status: 200, body: try JSONText.bytes(SessionBody(session)))
    }
  }
}

// MARK: - Within a transaction

/// A token and the session it will belong to, made before the transaction.
struct NewSession: Sendable {
  let id: SessionID
  let token: String
  let at: Timestamp
}

extension Engine {
  func newSession() -> NewSession {
    let now = clock.now()
    return NewSession(
      id: ids.make(Named.Session.self, at: now), token: Credential.token(ids.secret(bytes: 32)),
      at: now)
  }

  func signIn(_ subject: SignInSubject, by caller: Caller? = nil) async throws -> SignedIn {
    let new = newSession()
    return try await store.write { [self] tx in try open(new, for: subject, by: caller, tx) }
  }

  /// Opens a session. Signing in is use of the account (DUE-09).
  ///
  /// - Parameter caller: who signs them in; nil if they do it themselves.
  /// - Throws: before anything is written, `EngineError.notFound` or `EngineError.closed`.
  func open(
    _ new: NewSession, for subject: SignInSubject, by caller: Caller? = nil, _ tx: any StoreWriter
  ) throws -> SignedIn {
    let session = SessionRecord(
      id: new.id, hash: Credential.hash(new.token), subject: subject, created: new.at,
      expires: new.at.adding(hours: Self.sessionHours))
    switch subject {
    case .person(let id, let account):
      let opening = try tx.open(nil, account: account, subscription: nil)
      guard let owner = opening.account else { throw EngineError.notFound("account") }
      let person = try tx.existingPerson(id, of: account)
      try owner.refuseIfClosed()
      try tx.insert(session)
      try acted(
        on: owner, by: caller ?? .person(person), hasChanged: false, at: owner.time(new.at), tx)
    case .key(let key):
      guard let key = try tx.key(key), key.revoked == nil else { throw EngineError.notFound("key") }
      try tx.insert(session)
    }
    guard let speaker = try speaker(of: session, tx) else { throw EngineError.notFound("person") }
    return SignedIn(token: new.token, session: session, caller: speaker)
  }

  /// Whom a session speaks for; nil if the person was erased or the key revoked.
  func speaker(of session: SessionRecord, _ tx: any StoreReader) throws -> Caller? {
    switch session.subject {
    case .person(let id, let account):
      guard let person = try tx.person(id, of: account), person.erased == nil else { return nil }
      return .person(person)
    case .key(let id):
      guard var key = try tx.key(id), key.revoked == nil else { return nil }
      key.session = session.id
      return .program(key)
    }
  }
}

extension Caller {
  /// A key looks after its own sessions; others who look after keys may, too.
  fileprivate func mayManageSessions(of key: KeyID) throws(EngineError) {
    if case .program(let own) = self, own.id == key { return }
    try may(.manageKeys)
  }
}
