/// The clock of a person who keeps more in the cloud than the quota allows (CON-S5 to CON-S8). It
/// runs while that is so without a break, and begins anew after each break.
public struct StorageClock: Sendable, Hashable {
  /// Since when more is kept than allowed; nil while it fits.
  public var overSince: Timestamp?
  /// When frozen storage was last opened again, so that it can be brought below the quota
  /// (CON-S10).
  public var reopened: Timestamp?
  /// When the person was warned that the files may be deleted; nil if not yet.
  public var deletionWarned: Timestamp?
  /// When the deletion was given to whoever carries it out.
  public var deletionBegun: Timestamp?

  /// How long storage that was opened again stays open, in days (CON-S10).
  public static let reopenedDays = 30
  /// How long before it is frozen a person is told, in days. A house value.
  public static let freezeNoticeDays = 14

  public init(overSince: Timestamp? = nil) {
    self.overSince = overSince
  }
}

/// The room that one subscription gives a person.
public struct StorageCover: Sendable, Hashable {
  /// In bytes.
  public let quota: Int64
  /// When the subscription stopped giving it; nil while it gives it.
  public let until: Timestamp?

  public init(quota: Int64, until: Timestamp?) {
    self.quota = quota
    self.until = until
  }
}

extension [StorageCover] {
  /// The quota that holds now: the largest that any subscription gives, else the free one (CON-S1,
  /// CON-S3).
  public func quota(free: Int64) -> Int64 {
    reduce(free) { $1.until == nil ? Swift.max($0, $1.quota) : $0 }
  }

  /// When so many bytes last fitted because of a subscription that has stopped giving room since.
  func lastFit(of used: Int64, upTo now: Timestamp) -> Timestamp? {
    compactMap { cover in
      cover.quota >= used ? cover.until.flatMap { $0 <= now ? $0 : nil } : nil
    }.max()
  }
}

extension StorageClock {
  /// Brings the clock up to an instant, for an unchanged use since the instant it was last brought
  /// to.
  ///
  /// - Parameters:
  ///   - settled: the instant it was last brought to; nil for a use that is told for the first time,
  ///     which then counts since the room for it went.
  ///   - free: the quota without any subscription, in bytes.
  public mutating func bring(
    to now: Timestamp, from settled: Timestamp?, used: Int64, free: Int64, covers: [StorageCover]
  ) {
    guard used > covers.quota(free: free) else {
      self = StorageClock()
      return
    }
    let lastFit = covers.lastFit(of: used, upTo: now)
    guard let since = overSince else {
      let began = lastFit.flatMap { fit in settled.map { fit >= $0 } ?? true ? fit : nil }
      overSince = began ?? now
      return
    }
    // There was room again in between, and it went once more.
    if let lastFit, lastFit > since { self = StorageClock(overSince: lastFit) }
  }

  /// What follows from its present state; nil while it fits.
  ///
  /// - Parameter notice: how many days before the first deletion a person is warned.
  public func dates(
    under rule: StorageRule, notice: Int, in zone: ZoneRules
  ) -> StorageDates? {
    overSince.map { StorageDates(self, since: $0, rule, notice, zone) }
  }
}

/// When storage over its quota is frozen, and when it may be deleted.
public struct StorageDates: Sendable, Hashable {
  /// The first day on which it is frozen; the next one if it was opened again (CON-S7, CON-S10).
  public let frozenFrom: CalendarDate
  public let frozenAt: Timestamp
  /// When its person is told that it is about to be frozen.
  public let freezeNoticeAt: Timestamp
  /// The first day on which it may be deleted (CON-S8). A late warning moves it.
  public let mayBeDeletedFrom: CalendarDate
  /// When it may be deleted; nil until its person was warned.
  public let deletableAt: Timestamp?
  /// When its person is to be warned of the deletion.
  public let warningAt: Timestamp

  init(
    _ clock: StorageClock, since: Timestamp, _ rule: StorageRule, _ notice: Int, _ zone: ZoneRules
  ) {
    let day = zone.localDate(of: since)
    var frozen = day.adding(months: rule.frozenAfterMonths)
    if let reopened = clock.reopened {
      frozen = max(frozen, zone.localDate(of: reopened).adding(days: StorageClock.reopenedDays))
    }
    frozenFrom = frozen
    frozenAt = zone.startOfDay(frozen)
    freezeNoticeAt = max(
      since, zone.startOfDay(frozen.adding(days: -StorageClock.freezeNoticeDays)))
    // Storage that was just opened again is not deleted before it is closed again.
    let planned = max(
      day.adding(months: rule.mayBeDeletedAfterMonths), clock.reopened == nil ? day : frozen)
    let warned = clock.deletionWarned.map { zone.localDate(of: $0).adding(days: notice) }
    mayBeDeletedFrom = max(planned, warned ?? planned)
    deletableAt = warned == nil ? nil : zone.startOfDay(mayBeDeletedFrom)
    warningAt = max(since, zone.startOfDay(planned.adding(days: -notice)))
  }
}
