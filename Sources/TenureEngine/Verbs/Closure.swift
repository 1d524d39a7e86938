import TenureDomain
import TenurePolicy

extension EventType {
  /// An account was closed; also in the history of each of its subscriptions.
  public static let accountClosed = "account.closed"
}

extension Engine {
  /// What stands between an account and its closing, in order, and how to do it (CLO-02 to CLO-10).
  ///
  /// - Parameter named: whom a program asks for.
  /// - Throws: `EngineError`, `StoreError`.
  public func closure(
    of id: AccountID, for named: ActRequest.Named? = nil, by caller: Caller,
    language: String? = nil
  ) async throws -> ClosureBody {
    try caller.may(.ask, in: id)
    return try await store.read { [self] tx in
      guard let account = try tx.account(id) else { throw EngineError.notFound("account") }
      let now = self.now(of: account)
      let party = try party(of: caller, in: id, named: named, tx)
      let view = try view(of: account, as: party, named: named, at: now, tx)
      let say = shelf.localizer(for: language ?? account.language)
      let list = ClosureChecklist(view, self, say)
      let items = account.closed == nil ? list.items : []
      return ClosureBody(
        account: id.text, at: "\(now)", closed: account.closed.map { "\($0)" },
        decision: list.decision(items).body, items: items)
    }
  }

  /// Closes an account with everything in it, as one act, once (CLO-02, CLO-07, CON-R10).
  ///
  /// - Parameter body: JSON: `understood`, which must be true, and if wanted `actor`, and
  ///   for support `onBehalfOf` and `supportReason`.
  /// - Returns: status 200 with the receipt if it was closed or is closed already, else 409 with
  ///   the receipt of the "no".
  /// - Throws: `EngineError`, `StoreError`.
  public func closeAccount(
    _ id: AccountID, _ body: [UInt8], by caller: Caller, once: OnceOnly? = nil,
    ifVersion version: Int64? = nil
  ) async throws -> Answer {
    try caller.may(.act, in: id)
    let request = try ClosureRequest(body: body)
    let key = once.map { RequestKey(caller: caller.name, key: $0.key) }
    let (answer, revoked) = try await inFlight.holding(key) {
      try await store.write { [self] tx -> (Answer, [KeyID]) in
        let opening = try tx.open(key, account: id, subscription: nil)
        if let once, let answer = try repeated(opening.claim, once, tx) { return (answer, []) }
        guard let account = opening.account else { throw EngineError.notFound("account") }
        if let version, version != account.version {
          throw EngineError.changed(current: account.version)
        }
        var party = try party(of: caller, in: id, named: request.named, tx)
        try party.act(
          onBehalfOf: request.onBehalfOf, because: request.supportReason, in: id, tx)
        let wall = clock.now()
        let view = try view(
          of: account, as: party, named: request.named, at: account.time(wall), tx)
        let commit = try ClosureCommit(view, self, request, tx)
        let revoked = try commit.write(to: tx, after: opening.head, wall: wall)
        if let key, let once {
          let stored = StoredAnswer(
            fingerprint: once.fingerprint, at: wall, status: commit.answer.status,
            receipt: commit.receiptID, version: commit.answer.version)
          try tx.insert(stored, to: key)
        }
        return (commit.answer, revoked)
      }
    }
    // Other servers of the same database learn of it as of any revocation.
    for key in revoked { knownKeys.forget(key) }
    return answer
  }
  /// For so many minutes whoever closed an account can have the answer again.
  public static let closingMinutes = 60

  /// Who closed an account with this very request, by the token of a session that ended with it and
  /// opens nothing any more. So the request can be repeated, where it alone is answered.
  ///
  /// - Returns: nil for any other session, for any other request, and once the time is over.
  public func closer(
    of account: AccountID, token: String, once: OnceOnly
  ) async throws -> Caller? {
    guard case .session(let hash)? = Credential(token) else { return nil }
    let now = clock.now()
    return try await store.read { [self] tx in
      guard let session = try tx.session(hash: hash), session.account == account,
        let ended = session.ended, now < session.expires,
        ended <= now, now < ended.adding(seconds: 60 * Self.closingMinutes),
        try tx.account(account)?.closed != nil, let caller = try speaker(of: session, tx)
      else { return nil }
      let key = RequestKey(caller: caller.name, key: once.key)
      // What ends sessions is answered at the instant at which they end.
      guard let answer = try tx.answer(to: key), answer.at == ended, answer.status == 200,
        Self.equal(answer.fingerprint, once.fingerprint)
      else { return nil }
      return caller
    }
  }
}
