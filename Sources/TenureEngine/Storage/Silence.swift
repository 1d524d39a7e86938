import TenureDomain
import TenurePolicy

/// How long an account may be silent (DUE-09, MSG-11). The documents give both lengths; no table of
/// a policy has them, because nothing about them differs between editions.
enum Silence {
  /// Without use, sign-in or support request: its people are told.
  static let months = 12
  /// From then until it is blocked.
  static let noticeDays = 30
}

extension EventType {
  public static let accountSilent = "account.inactivity-told"
  public static let accountBlocked = "account.blocked"
  public static let accountUnblocked = "account.unblocked"
}

extension AccountRecord {
  /// The day on which its people are told that nobody uses it; nil for an account whose use nobody
  /// ever reported, which is never silent.
  func silenceToldOn(_ zone: ZoneRules) -> CalendarDate? {
    closed == nil ? lastUsed.map { zone.localDate(of: $0).adding(months: Silence.months) } : nil
  }

  /// The day on which it is blocked: counted from the notice, so that a late one moves it.
  func blockedOn(_ zone: ZoneRules) -> CalendarDate? {
    inactivityTold.map { zone.localDate(of: $0).adding(days: Silence.noticeDays) }
  }

  /// Since when it takes no new subscriptions, whether or not anybody has carried that out.
  func blockedSince(at now: Timestamp, _ zone: ZoneRules) -> Timestamp? {
    if let blocked { return blocked }
    return blockedOn(zone).map(zone.startOfDay).flatMap { $0 <= now ? $0 : nil }
  }

  /// Whether a use would change anything that is kept: the day is enough, so that a product that
  /// reports each click costs one write a day. An account whose use nobody reports stays so.
  func isNewUse(at now: Timestamp) -> Bool {
    guard closed == nil, let lastUsed, lastUsed < now else { return false }
    return inactivityTold != nil || blocked != nil
      || ZoneRules.utc.localDate(of: lastUsed) != ZoneRules.utc.localDate(of: now)
  }

  /// When its silence next has a consequence; nil if it has none.
  func silenceDue(after now: Timestamp, _ zones: ZoneShelf) -> Timestamp? {
    guard closed == nil, blocked == nil, let zone = zones.zone(timeZone) else { return nil }
    return (blockedOn(zone) ?? silenceToldOn(zone)).map(zone.startOfDay)
  }
}

extension Engine {
  /// Refuses a new subscription to an account that was silent for too long (DUE-09).
  ///
  /// - Throws: `EngineError.unused`.
  func refuseIfUnused(_ account: AccountRecord, at now: Timestamp) throws {
    guard let zone = zones.zone(account.timeZone) else { return }
    if let since = account.blockedSince(at: now, zone) { throw EngineError.unused(since: since) }
  }

  /// Tells the people of a silent account, and blocks it when the notice is over.
  func passSilence(
    of account: inout AccountRecord, at now: Timestamp, _ tx: any StoreWriter
  ) throws -> [EventDraft] {
    guard let zone = zones.zone(account.timeZone), account.closed == nil, account.blocked == nil,
      let used = account.lastUsed, let silent = account.silenceToldOn(zone)
    else { return [] }
    let since = zone.localDate(of: used)
    if let day = account.blockedOn(zone) {
      guard zone.startOfDay(day) <= now else { return [] }
      account.blocked = zone.startOfDay(day)
      try tell(.blocked, account, at: now, ["since": since, "date": day], tx)
      return [try silenceEvent(EventType.accountBlocked, at: now)]
    }
    guard zone.startOfDay(silent) <= now else { return [] }
    account.inactivityTold = now
    let day = zone.localDate(of: now).adding(days: Silence.noticeDays)
    try tell(.inactivity, account, at: now, ["since": since, "date": day], tx)
    return [try silenceEvent(EventType.accountSilent, at: now)]
  }

  /// An account was used, so that its silence is over. A use that is reported late ends what it
  /// would have prevented, and nothing else.
  func use(
    _ account: inout AccountRecord, at used: Timestamp, by caller: String, now: Timestamp,
    _ tx: any StoreWriter
  ) throws -> [EventDraft] {
    guard let zone = zones.zone(account.timeZone), account.lastUsed.map({ used > $0 }) ?? true
    else { return [] }
    account.lastUsed = used
    guard let told = account.inactivityTold,
      account.silenceToldOn(zone).map({ zone.startOfDay($0) > told }) ?? true
    else { return [] }
    account.inactivityTold = nil
    guard account.blocked != nil else { return [] }
    account.blocked = nil
    try tell(.unblocked, account, at: now, ["date": zone.localDate(of: now)], tx)
    return [try silenceEvent(EventType.accountUnblocked, by: caller, at: now)]
  }

  private func tell(
    _ kind: NoticeKind, _ account: AccountRecord, at now: Timestamp,
    _ dates: [String: CalendarDate], _ tx: any StoreWriter
  ) throws {
    for message in notices(
      kind, to: NoticeRecipient.managers(of: account), of: account, at: now,
      values: { say in dates.mapValues(say.date) })
    {
      try tx.insert(message)
    }
  }

  private func silenceEvent(
    _ type: String, by caller: String = TaskRecord.time, at now: Timestamp
  ) throws -> EventDraft {
    try draft(type, ChangeEventBody(by: caller), at: now)
  }
}
