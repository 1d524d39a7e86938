import TenureDomain

/// One event among those of all accounts. Its personal part is read in its account's history.
public struct RecentEventBody: Codable, Sendable, Hashable {
  public var account: String
  public var sequence: Int64
  public var at: String
  public var subscription: String?
  public var type: String
  /// What happened, as it was hashed.
  public var body: RawJSON

  init(_ record: EventRecord) throws {
    account = record.account.text
    sequence = record.sequence
    at = "\(record.at)"
    subscription = record.subscription?.text
    type = record.type
    body = try JSONText.value(RawJSON.self, record.body)
  }
}

/// A subscription with the next instant at which time changes it.
public struct UpcomingBody: Codable, Sendable, Hashable {
  public var account: String
  public var subscription: String
  public var product: String?
  /// As stored: what is due may change it.
  public var state: String
  public var edition: String
  public var due: String
  /// Whether the instant has passed, and no worker has come to it yet.
  public var isLate: Bool

  init(_ record: SubscriptionRecord, due: Timestamp, at now: Timestamp) {
    account = record.account.text
    subscription = record.id.text
    product = record.subscription.product?.text
    state = record.subscription.state.rawValue
    edition = record.edition.description
    self.due = "\(due)"
    isLate = due <= now
  }
}

extension Engine {
  /// What happened in all accounts, newest first. What an account with a clock of its own lives
  /// through ahead of time is left out until its time has come.
  public func recentEvents(
    after place: String? = nil, limit: Int, by caller: Caller
  ) async throws -> Page<RecentEventBody> {
    try caller.may(.operate)
    let time = Timestamp(microseconds: .min)..<clock.now().adding(seconds: 1)
    return try await store.read { tx in
      let request = PageRequest(after: place.flatMap(EventPlace.init), limit: limit + 1)
      return try Page(
        try tx.events(in: time, types: nil, request), limit: limit, RecentEventBody.init,
        place: { EventPlace(of: $0).text })
    }
  }

  /// The subscriptions that time changes next, the earliest first; those of accounts with a clock
  /// of their own are not among them.
  public func upcoming(
    after place: String? = nil, limit: Int, by caller: Caller
  ) async throws -> Page<UpcomingBody> {
    try caller.may(.operate)
    let now = clock.now()
    return try await store.read { tx in
      let request = PageRequest(after: place.flatMap(DuePlace.init), limit: limit + 1)
      let records = try tx.upcoming(request).compactMap { record in
        record.due.map { (record: record, due: $0) }
      }
      return Page(
        records, limit: limit, { UpcomingBody($0.record, due: $0.due, at: now) },
        place: {
          DuePlace(due: $0.due, account: $0.record.account, subscription: $0.record.id).text
        })
    }
  }
}

extension EventPlace {
  init(of event: EventRecord) {
    self.init(at: event.at, account: event.account, sequence: event.sequence)
  }

  /// Microseconds since 1970, account and sequence.
  fileprivate var text: String { "\(at.microseconds)/\(account)/\(sequence)" }

  fileprivate init?(_ text: String) {
    let parts = text.split(separator: "/").map(String.init)
    guard parts.count == 3, let at = Int64(parts[0]), let account = AccountID(parts[1]),
      let sequence = Int64(parts[2])
    else { return nil }
    self.init(at: Timestamp(microseconds: at), account: account, sequence: sequence)
  }
}

extension DuePlace {
  /// Microseconds since 1970, account and subscription.
  fileprivate var text: String { "\(due.microseconds)/\(account)/\(subscription)" }

  fileprivate init?(_ text: String) {
    let parts = text.split(separator: "/").map(String.init)
    guard parts.count == 3, let due = Int64(parts[0]), let account = AccountID(parts[1]),
      let subscription = SubscriptionID(parts[2])
    else { return nil }
    self.init(
      due: Timestamp(microseconds: due), account: account, subscription: subscription)
  }
}
