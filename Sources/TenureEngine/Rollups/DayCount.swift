import TenureDomain

/// Counts days one after the other, the newest first, within one consistent picture.
///
/// The states at the end of a day are those of now, with everything undone that happened since:
/// the history tells in which state a subscription was before. One whose history does not tell,
/// because it was imported without, counts in the state it is in.
struct DayCount {
  private let tx: any StoreReader
  private let now: Timestamp
  private let today: CalendarDate
  private var standings: [Standing: Int64] = [:]
  /// How the subscriptions stood that something happened to since; nil in those that did not exist.
  private var stood: [SubscriptionPlace: Standing?] = [:]

  private struct Standing: Hashable {
    var state: SubscriptionState
    var family: String
  }

  init(_ tx: any StoreReader, at now: Timestamp) throws {
    self.tx = tx
    self.now = now
    today = ZoneRules.utc.localDate(of: now)
    for found in try tx.standingCounts() {
      let standing = Standing(state: found.state, family: found.family)
      standings[standing, default: 0] += Int64(found.count)
    }
  }

  /// The numbers of a day. It must be the one before the last that was counted, or today.
  mutating func count(_ day: CalendarDate) throws -> [RollupRecord] {
    var rows = standings.filter { $0.value > 0 }.map { standing, count in
      RollupRecord(
        .subscriptions, on: day, standing.state.rawValue, standing.family, value: count)
    }
    let time = DayCount.time(of: day)
    let (cancellations, touched) = try walk(time)
    rows += cancellations.map {
      RollupRecord(.cancellations, on: day, $0.reason, $0.edition, value: $1)
    }
    rows += try tx.refundsPromised(in: time).map {
      RollupRecord(.refunds, on: day, $0.currency.code, value: $0.minorUnits)
    }
    for place in touched { try goBack(place, before: time.lowerBound) }
    return rows
  }

  /// The milestones of the days that an overview looks ahead.
  func deadlines() throws -> [RollupRecord] {
    let end = ZoneRules.utc.startOfDay(today.adding(days: OverviewNumbers.dayCount))
    return try tx.milestoneCounts(in: now..<end).map {
      RollupRecord(.deadlines, on: $0.day, $0.kind.rawValue, value: Int64($0.count))
    }
  }

  static func time(of day: CalendarDate) -> Range<Timestamp> {
    ZoneRules.utc.startOfDay(day)..<ZoneRules.utc.startOfDay(day.adding(days: 1))
  }
}

// MARK: - The events of a day

extension DayCount {
  private struct Cancellation: Hashable {
    var reason: String
    var edition: String
  }

  /// The parts of an act's event that a cancellation is counted by.
  private struct ActEvent: Codable {
    struct Act: Codable { var name: String }
    var act: Act
    var reason: String?
    var receipt: String
  }

  private struct ReceiptPart: Codable {
    var edition: EditionReference?
  }

  private static let types = ToldState.types.union([EventType.imported])

  /// - Returns: the cancellations of a day, and the subscriptions that something happened to.
  private func walk(
    _ time: Range<Timestamp>
  ) throws -> ([Cancellation: Int64], Set<SubscriptionPlace>) {
    var cancellations: [Cancellation: Int64] = [:]
    var touched: Set<SubscriptionPlace> = []
    let time = time.clamped(to: time.lowerBound..<max(time.lowerBound, now.adding(seconds: 1)))
    try WholeList.each(
      { try tx.events(in: time, types: Self.types, $0) }, place: EventPlace.init,
      { event in
        guard let subscription = event.subscription else { return }
        touched.insert(SubscriptionPlace(account: event.account, subscription: subscription))
        if let cancellation = try cancellation(event) {
          cancellations[cancellation, default: 0] += 1
        }
      })
    return (cancellations, touched)
  }

  private func cancellation(_ event: EventRecord) throws -> Cancellation? {
    guard event.type == EventType.carriedOut else { return nil }
    let act = try JSONText.value(ActEvent.self, event.body)
    guard act.act.name == ActKind.cancel.rawValue else { return nil }
    let receipt = try ReceiptID(act.receipt).flatMap { try tx.receipt($0) }
    let edition = try receipt.flatMap {
      try JSONText.value(ReceiptPart.self, $0.payload).edition?.id
    }
    return Cancellation(reason: act.reason ?? "untold", edition: edition ?? "unknown")
  }

  /// Undoes what happened to a subscription since an instant.
  private mutating func goBack(_ place: SubscriptionPlace, before end: Timestamp) throws {
    let present: Standing?
    if let known = stood[place] {
      present = known
    } else {
      present = try tx.subscription(place.subscription, of: place.account).map {
        Standing(state: $0.record.subscription.state, family: $0.record.edition.family)
      }
    }
    guard let present else { return }
    let before = try standing(of: place, before: end, otherwise: present)
    standings[present, default: 0] -= 1
    if let before { standings[before, default: 0] += 1 }
    stood[place] = .some(before)
  }

  /// How a subscription stood before an instant; nil if it did not exist.
  private func standing(
    of place: SubscriptionPlace, before end: Timestamp, otherwise present: Standing
  ) throws -> Standing? {
    var after: Int64?
    var isThere = false
    while true {
      let page = PageRequest(after: after, limit: 20)
      let events = try tx.events(of: place, before: end, page)
      isThere = isThere || !events.isEmpty
      for event in events {
        if let state = try ToldState(event)?.last {
          return Standing(state: state, family: present.family)
        }
      }
      guard events.count == page.limit, let last = events.last else { break }
      after = last.sequence
    }
    return isThere ? present : nil
  }
}
