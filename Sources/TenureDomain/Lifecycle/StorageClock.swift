/// How far it has come with a person's cloud storage that is over its quota (CON-S5 to CON-S8).
public enum StorageStage: String, Word {
  /// What is kept fits, to the last byte (D10).
  case fits
  /// Too much is kept: nothing can be uploaded or changed, and no mail goes in or out.
  case over
  /// Nothing can be reached until it fits again.
  case frozen
  /// The files may be deleted.
  case deletable
}

/// The clock of one person's cloud storage: it begins on the day on which more is kept than the
/// quota allows, and stops as soon as it fits again, because files were deleted or storage was
/// bought (CON-S7, CON-S8, CON-S10).
///
/// Each person has a clock of their own, on their own use (CON-F4).
public struct StorageClock: Sendable, Hashable {
  /// The local date since which too much is kept; nil while it fits.
  public private(set) var overSince: CalendarDate?
  /// The local date on which the person was warned that files may be deleted; nil if nobody was.
  public private(set) var warnedOn: CalendarDate?

  public init(overSince: CalendarDate? = nil, warnedOn: CalendarDate? = nil) {
    self.overSince = overSince
    self.warnedOn = overSince == nil ? nil : warnedOn
  }

  /// Takes note of what is kept and of what may be kept, after either changed.
  ///
  /// - Parameters:
  ///   - used: bytes kept; what fits to the last byte is not too much (D10).
  ///   - quota: bytes that may be kept.
  ///   - day: the local date. A clock that runs keeps the day on which it began.
  public mutating func measure(used: Int64, quota: Int64, on day: CalendarDate) {
    if used <= quota {
      overSince = nil
      warnedOn = nil
    } else if overSince == nil {
      overSince = day
    }
  }

  /// Takes note that the person was warned. Only the first warning counts.
  public mutating func warn(on day: CalendarDate) {
    if overSince != nil, warnedOn == nil { warnedOn = day }
  }

  /// The stage on a day.
  public func stage(on day: CalendarDate, under rule: StorageRule, notice: Int) -> StorageStage {
    guard let dates = dates(under: rule, notice: notice) else { return .fits }
    if day >= dates.deletableFrom, warnedOn != nil || notice == 0 { return .deletable }
    return day >= dates.frozenOn ? .frozen : .over
  }

  /// What comes of it if nothing changes; nil while it fits.
  ///
  /// - Parameter notice: the days between the warning and the first day on which files may be
  ///   deleted. A warning that comes late moves that day.
  public func dates(under rule: StorageRule, notice: Int) -> StorageDates? {
    guard let overSince else { return nil }
    let deletable = overSince.adding(months: rule.mayBeDeletedAfterMonths)
    return StorageDates(
      frozenOn: overSince.adding(months: rule.frozenAfterMonths),
      warningOn: deletable.adding(days: -notice),
      deletableFrom: warnedOn.map { max(deletable, $0.adding(days: notice)) } ?? deletable)
  }

  /// The first day after another on which something is due; nil if nothing is. A warning that is
  /// late is due at once: the day may lie before the other one.
  public func next(
    after day: CalendarDate, under rule: StorageRule, notice: Int
  ) -> CalendarDate? {
    guard let dates = dates(under: rule, notice: notice) else { return nil }
    var due: [CalendarDate] = [dates.frozenOn].filter { $0 > day }
    if warnedOn == nil, notice > 0 {
      due.append(dates.warningOn)
    } else if dates.deletableFrom > day {
      due.append(dates.deletableFrom)
    }
    return due.min()
  }
}

/// The days that a clock of cloud storage leads to.
public struct StorageDates: Sendable, Hashable {
  public let frozenOn: CalendarDate
  /// When the person is warned that files may be deleted.
  public let warningOn: CalendarDate
  /// The first day on which files may be deleted.
  public let deletableFrom: CalendarDate
}

extension ProductCatalog {
  /// What a person may keep in the cloud, in bytes: the most that one of the products gives them,
  /// or what is free (CON-S1, CON-S2).
  ///
  /// - Parameter products: those of the active subscriptions that the person has or shares in.
  public func quota(of products: [ProductID], free: Int64) -> Int64 {
    products.reduce(free) { max($0, self[$1]?.storage ?? 0) }
  }
}

extension Edition {
  /// What holds of the storage of those who have a subscription; nil if the edition says nothing
  /// of storage, or if it depends on facts that nobody has told.
  public func storageRule(of subject: Subject, at now: Timestamp) -> StorageRule? {
    guard case .rule(let rule) = storage.first(facts(of: subject, act: nil, at: now)) else {
      return nil
    }
    return rule.conclusion
  }
}
