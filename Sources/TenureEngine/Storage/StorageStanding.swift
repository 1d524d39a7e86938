import TenureDomain

/// How a person's storage stands at an instant, brought up to it by time alone.
struct StorageStanding {
  let room: StorageRoom
  let covers: [StorageCover]
  var record: StorageRecord
  /// Whether a clock ran before that has stopped, because it fits again.
  let hasStopped: Bool

  /// - Parameter isNew: whether this use is told for the first time.
  init(of stored: StorageRecord, _ person: PersonRecord, in room: StorageRoom, isNew: Bool = false)
  {
    self.room = room
    covers = room.covers(of: person)
    var record = stored
    record.clock.bring(
      to: room.day, from: isNew ? nil : room.zone.localDate(of: stored.settled),
      used: stored.use.used, free: room.rule.cloud, covers: covers)
    if record.clock.overSince != stored.clock.overSince { record.forgetWarnings() }
    record.settled = max(stored.settled, room.at)
    hasStopped = stored.clock.overSince != nil && record.clock.overSince == nil
    self.record = record
  }

  var quota: Int64 { covers.quota(free: room.rule.cloud) }
  var isOver: Bool { record.clock.overSince != nil }
  /// Whether any subscription gives room now.
  var isCovered: Bool { covers.contains { $0.endedOn == nil } }
  /// Whether the mailbox alone is over its free quota; not known while a subscription gives room.
  var isMailOver: Bool {
    !isCovered && (record.use.mail ?? 0) > room.freeMail
  }

  private var dates: StorageDates? {
    record.clock.dates(under: room.rule, notice: room.notice)
  }

  /// The first day on which it is frozen; later if it was opened again (CON-S7, CON-S10).
  var frozenOn: CalendarDate? {
    dates.map { dates in
      max(dates.frozenOn, record.reopened?.adding(days: Self.reopenedDays) ?? dates.frozenOn)
    }
  }

  /// The first day on which it may be deleted (CON-S8). What was opened again is not deleted while
  /// it is open.
  var deletableFrom: CalendarDate? {
    guard let dates, let frozenOn else { return nil }
    return record.reopened == nil ? dates.deletableFrom : max(dates.deletableFrom, frozenOn)
  }

  var warningOn: CalendarDate? { dates?.warningOn }
  /// When its person is told that it is about to be frozen.
  var freezeNoticeOn: CalendarDate? { frozenOn?.adding(days: -Self.freezeNoticeDays) }

  /// The stage on the present day. An account that nobody used for too long is frozen as well
  /// (CON-S9).
  var stage: StorageStage {
    guard let frozenOn, let deletableFrom else {
      return room.isSilent ? .frozen : .fits
    }
    if room.day >= deletableFrom, record.clock.warnedOn != nil { return .deletable }
    return room.day >= frozenOn || room.isSilent ? .frozen : .over
  }

  /// How long storage that was opened again stays open (CON-S10).
  static let reopenedDays = 30
  /// How long before it is frozen a person is told. A house value.
  static let freezeNoticeDays = 14

  /// The days on which something is still to be done.
  var daysAhead: [CalendarDate] {
    guard isOver else { return [] }
    return [
      record.freezeTold == nil && record.frozenTold == nil ? freezeNoticeOn : nil,
      record.frozenTold == nil ? frozenOn : nil,
      record.clock.warnedOn == nil ? warningOn : nil,
      record.clock.warnedOn != nil && record.deletionBegun == nil ? deletableFrom : nil,
    ].compactMap(\.self)
  }
}

extension StorageRecord {
  /// A clock that stopped or began anew has told nobody anything yet.
  mutating func forgetWarnings() {
    overTold = nil
    freezeTold = nil
    frozenTold = nil
    reopened = nil
    deletionBegun = nil
  }
}
