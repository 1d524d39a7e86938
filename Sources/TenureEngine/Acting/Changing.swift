import TenureDomain

/// What a change within a transaction knows.
struct ChangeContext {
  let tx: any StoreWriter
  let opening: Opening
  /// What time it is for the account.
  let now: Timestamp
  /// What time it is for the server: for sessions and kept answers.
  let wall: Timestamp
}

/// What a change answers, and what of it joins the account's history.
struct ChangeResult {
  var status = 200
  let body: [UInt8]
  var version: Int64?
  var events: [EventDraft] = []
  /// What the body is about, if it holds personal data: then this is kept for repetitions, not the
  /// body.
  var about: AnswerReference?
}

extension Engine {
  /// Makes a change that no policy decides, such as a new account: once, with its events, in one
  /// transaction.
  ///
  /// - Parameter evenIfClosed: whether it is made in a closed account too.
  func change(
    _ account: AccountID, subscription: SubscriptionID? = nil, by caller: Caller, once: OnceOnly?,
    evenIfClosed: Bool = false,
    _ work: @escaping @Sendable (ChangeContext) throws -> ChangeResult
  ) async throws -> Answer {
    let wall = clock.now()
    let key = once.map { RequestKey(caller: caller.name, key: $0.key) }
    return try await inFlight.holding(key) {
      try await store.write { [self] tx in
        let opening = try tx.open(key, account: account, subscription: subscription)
        if let once, let answer = try repeated(opening.claim, once, tx) { return answer }
        if !evenIfClosed { try opening.account?.refuseIfClosed() }
        let now = opening.account?.time(wall) ?? wall
        let result = try work(ChangeContext(tx: tx, opening: opening, now: now, wall: wall))
        var head = opening.head
        for event in result.events {
          try tx.append(event.record(in: account, after: &head))
        }
        if let key, let once {
          let stored = StoredAnswer(
            fingerprint: once.fingerprint, at: wall, status: result.status,
            body: try result.about?.bytes() ?? result.body, version: result.version)
          try tx.insert(stored, to: key)
        }
        return Answer(status: result.status, body: result.body, version: result.version)
      }
    }
  }
}

extension ChangeContext {
  /// - Throws: `EngineError.notFound` if there is no such account.
  func account() throws -> AccountRecord {
    guard let account = opening.account else { throw EngineError.notFound("account") }
    return account
  }

  /// - Throws: `EngineError.changed` if the request expects another version.
  func expect(_ version: Int64?, of present: Int64) throws {
    if let version, version != present { throw EngineError.changed(current: present) }
  }
}

/// What the events of plain changes tell: ids and the names of what changed, never personal values.
struct ChangeEventBody: Codable, Sendable {
  /// Who asked, where the event knows more of them than their name; older events do not.
  var actor: ReceiptBody.Party?
  var by: String
  var fields: [String]?
  var object: String?
  /// The SHA-256 of the event's personal part.
  var personal: String?
  /// The receipt that was given, so that the history vouches for it.
  var receipt: String?
  var roles: [String]?
  /// The state that a subscription is in from then on.
  var state: String?
  var version: Int64?
}

extension Engine {
  /// An event about a plain change. Personal values go to a part of their own.
  func draft(
    _ type: String, _ body: ChangeEventBody, subscription: SubscriptionID? = nil,
    personal values: [String: String] = [:], of person: PersonID? = nil, at now: Timestamp
  ) throws -> EventDraft {
    var body = body
    var personal: EventRecord.PersonalPart?
    if !values.isEmpty {
      let part = EventRecord.PersonalPart(
        person: person, salt: ids.secret(bytes: 16), data: try JSONText.bytes(values))
      body.personal = Hexadecimal.text(part.digest)
      personal = part
    }
    return EventDraft(
      at: now, subscription: subscription, type: type, body: try JSONText.bytes(body),
      personal: personal)
  }
}
