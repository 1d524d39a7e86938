import TenureDomain
import TenurePolicy

/// How an account stands with its use (DUE-09).
public struct UsageBody: Codable, Sendable, Hashable {
  public var account: String
  public var lastUsed: String?
  /// The day on which its people are told that nobody uses it, if nobody does until then.
  public var toldOn: String?
  /// The day on which it is blocked if nobody uses it; absent until its people were told.
  public var blockedOn: String?
  /// Since when it takes no new subscriptions.
  public var blocked: String?
}

extension Engine {
  /// Takes note that an account was used: its product, a sign-in or a request to support (DUE-09).
  /// A product may tell each time: what is new is kept once a day.
  ///
  /// - Parameter body: JSON: `at` if it was not just now.
  public func reportUsage(
    of account: AccountID, _ body: [UInt8], by caller: Caller
  ) async throws -> Answer {
    try caller.may(.reportUse, in: account)
    return try await change(account, by: caller, once: nil) { [self] context in
      let stored = try context.account()
      let now = context.now
      let used = try usedAt(body, now)
      var account = stored
      var events: [EventDraft] = []
      if stored.lastUsed == nil || stored.isNewUse(at: used) {
        events = try use(&account, at: used, by: caller.name, now: now, context.tx)
        events += try bring(account, insteadOf: stored, to: now, context.tx)
      }
      guard let present = try context.tx.account(stored.id),
        let zone = zones.zone(present.timeZone)
      else { throw EngineError.notFound("account") }
      let usage = UsageBody(
        account: present.id.text, lastUsed: present.lastUsed.map { "\($0)" },
        toldOn: present.silenceToldOn(zone).map { "\($0)" },
        blockedOn: present.blockedOn(zone).map { "\($0)" },
        blocked: present.blockedSince(at: now, zone).map { "\($0)" })
      return ChangeResult(body: try JSONText.bytes(usage), events: events)
    }
  }

  private func usedAt(_ body: [UInt8], _ now: Timestamp) throws -> Timestamp {
    guard !body.isEmpty else { return now }
    let request = try RequestReader(body)
    let fields = request.reader.mapping(request.root, required: [], optional: ["at"]) ?? [:]
    let given = GivenReader(
      reader: request.reader, products: shelf.products, zones: zones.source)
    let at = fields["at"].flatMap(given.instant)
    if let node = fields["at"], let at, at > now {
      request.note(node, "this is in the future", "tell a use that has been, or leave it out")
    }
    try request.finish()
    return at ?? now
  }
}
