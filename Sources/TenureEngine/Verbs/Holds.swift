import TenureDomain

/// A hold as it is shown.
public struct HoldBody: Codable, Sendable, Hashable {
  public var account: String
  public var id: String
  public var reason: String
  public var legal: Bool
  public var inForce: Bool
  public var placed: String
  public var placedBy: String
  /// When it ends of its own, exclusive.
  public var until: String?
  public var released: String?
  public var releasedBy: String?

  init(_ hold: HoldRecord, at now: Timestamp) {
    account = hold.account.text
    id = hold.id.text
    reason = hold.reason
    legal = hold.isLegal
    inForce = hold.isInForce(at: now)
    placed = "\(hold.placed)"
    placedBy = hold.placedBy
    until = hold.until.map { "\($0)" }
    released = hold.released.map { "\($0)" }
    releasedBy = hold.releasedBy
  }
}

extension Engine {
  /// Puts an account on hold: until the hold ends nothing of the account is deleted.
  ///
  /// - Parameter body: JSON: `reason`, and if wanted `until` and `legal`.
  public func placeHold(
    _ body: [UInt8], on account: AccountID, by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.manageHolds, in: account)
    let request = try TaskRequest(body, required: ["reason"], optional: ["until", "legal"])
    let reason = request.line("reason", upTo: 500) ?? ""
    let until = request.instant("until", after: clock.now())
    let isLegal = request.flag("legal") ?? false
    try request.finish()
    return try await change(account, by: caller, once: once) { [self] context in
      _ = try context.account()
      let hold = HoldRecord(
        account: account, id: ids.make(Named.Hold.self, at: context.wall), reason: reason,
        isLegal: isLegal, placedBy: caller.name, placed: context.wall, until: until)
      try context.tx.insert(hold)
      return ChangeResult(
        status: 201, body: try JSONText.bytes(HoldBody(hold, at: context.wall)),
        events: [
          try draft(
            EventType.holdPlaced, ChangeEventBody(by: caller.name, object: hold.id.text),
            at: context.now)
        ])
    }
  }

  /// Ends a hold at once. A hold that has ended stays as it is.
  public func releaseHold(
    _ id: HoldID, of account: AccountID, by caller: Caller
  ) async throws -> Answer {
    try caller.may(.manageHolds, in: account)
    return try await change(account, by: caller, once: nil) { [self] context in
      guard var hold = try context.tx.hold(id, of: account) else {
        throw EngineError.notFound("hold")
      }
      guard hold.released == nil else {
        return ChangeResult(body: try JSONText.bytes(HoldBody(hold, at: context.wall)))
      }
      hold.released = context.wall
      hold.releasedBy = caller.name
      try context.tx.release(hold)
      return ChangeResult(
        body: try JSONText.bytes(HoldBody(hold, at: context.wall)),
        events: [
          try draft(
            EventType.holdReleased, ChangeEventBody(by: caller.name, object: id.text),
            at: context.now)
        ])
    }
  }

  /// The holds of an account, ended ones among them, in the order of their ids.
  public func holds(
    of account: AccountID, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<HoldBody> {
    try caller.may(.manageHolds, in: account)
    let now = clock.now()
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      let request = PageRequest(after: place.flatMap(HoldID.init), limit: limit + 1)
      return Page(
        try tx.holds(of: account, request), limit: limit, { HoldBody($0, at: now) },
        place: \.id.text)
    }
  }

  /// The holds in force on all accounts, in the order of account and id.
  public func holdsInForce(
    after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<HoldBody> {
    try caller.may(.manageHolds)
    let now = clock.now()
    return try await store.read { tx in
      let request = PageRequest(after: place.flatMap(HoldPlace.init), limit: limit + 1)
      return Page(
        try tx.holdsInForce(of: nil, at: now, request), limit: limit, { HoldBody($0, at: now) },
        place: { "\($0.account)/\($0.id)" })
    }
  }
}

extension HoldPlace {
  /// `account/hold`.
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let account = AccountID(String(parts[0])),
      let hold = HoldID(String(parts[1]))
    else { return nil }
    self.init(account: account, hold: hold)
  }
}

extension StoreReader {
  /// Refuses what cannot be taken back while an account is on hold.
  func refuseHeld(_ account: AccountID, at wall: Timestamp) throws {
    guard let hold = try holdsInForce(of: account, at: wall, PageRequest(limit: 1)).first else {
      return
    }
    let end = hold.until.map { " until \($0)" } ?? ""
    throw EngineError.notNow(
      "the account is on hold\(end): \(hold.reason). Ask `\(hold.placedBy)`, who placed it")
  }
}
