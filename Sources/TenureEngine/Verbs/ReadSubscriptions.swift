import TenureDomain

extension Engine {
  /// A subscription as it stands now, whether or not any job has run.
  public func subscription(
    _ id: SubscriptionID, of account: AccountID, by caller: Caller
  ) async throws -> Versioned<SubscriptionBody> {
    try caller.may(.readSubscriptions, in: account)
    return try await store.read { [self] tx in
      let context = try tx.context(of: id, of: account)
      let now = now(of: context.account)
      let standing = try standing(of: context, at: now)
      return Versioned(
        SubscriptionBody(standing), version: standing.record.version,
        passed: standing.happenings.count)
    }
  }

  /// The subscriptions that a filter finds, as they stand now.
  ///
  /// - Parameter filter: without an account it looks through those of all customers.
  public func subscriptions(
    _ filter: SubscriptionFilter, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<SubscriptionBody> {
    if let account = filter.account {
      try caller.may(.readSubscriptions, in: account)
    } else {
      try caller.may(.findSubscriptions)
    }
    return try await store.read { [self] tx in
      if let account = filter.account, try tx.account(account) == nil {
        throw EngineError.notFound("account")
      }
      var scan = SubscriptionScan(engine: self, filter: filter, after: place)
      return try scan.page(limit, tx)
    }
  }

  /// The dated milestones of a subscription, and how it stands.
  public func timeline(
    of id: SubscriptionID, in account: AccountID, by caller: Caller, language: String? = nil
  ) async throws -> Versioned<StandingBody> {
    try caller.may(.readSubscriptions, in: account)
    return try await store.read { [self] tx in
      let context = try tx.context(of: id, of: account)
      let now = now(of: context.account)
      let standing = try standing(of: context, at: now)
      let say = shelf.localizer(for: language ?? standing.account.language)
      let body = StandingBody(
        at: "\(now)", timeZone: standing.zone.name,
        state: standing.subject.subscription.state.rawValue,
        access: standing.access.map(AccessBody.init), due: standing.due.map { "\($0)" },
        timeline: TimelineBody(standing.timeline, say))
      return Versioned(
        body, version: standing.record.version, passed: standing.happenings.count)
    }
  }
}

/// Walks through stored subscriptions and keeps those that are in the state looked for now.
private struct SubscriptionScan {
  let engine: Engine
  let filter: SubscriptionFilter
  private var place: SubscriptionPlace?

  /// More rows than this are not looked at for one page.
  private static let mostRounds = 20

  init(engine: Engine, filter: SubscriptionFilter, after text: String?) {
    self.engine = engine
    self.filter = filter
    place = text.flatMap(SubscriptionPlace.init)
  }

  mutating func page(_ limit: Int, _ tx: any StoreReader) throws -> Page<SubscriptionBody> {
    var found: [SubscriptionBody] = []
    var accounts: [AccountID: AccountRecord] = [:]
    for _ in 0..<Self.mostRounds {
      let request = PageRequest(after: place, limit: limit + 1)
      let records = try tx.subscriptions(filter, request)
      for record in records.prefix(limit) {
        if found.count == limit { return Page(found, next: place?.text) }
        place = SubscriptionPlace(account: record.account, subscription: record.id)
        guard let account = try accounts[record.account] ?? tx.account(record.account) else {
          continue
        }
        accounts[record.account] = account
        let context = try tx.context(of: record, in: account)
        let standing = try engine.standing(of: context, at: account.time(filter.now))
        let state = standing.subject.subscription.state
        if filter.state == nil || filter.state == state { found.append(SubscriptionBody(standing)) }
      }
      if records.count <= limit { return Page(found, next: nil) }
    }
    return Page(found, next: place?.text)
  }
}

extension SubscriptionPlace {
  /// `account/subscription`.
  var text: String { "\(account)/\(subscription)" }

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let account = AccountID(String(parts[0])),
      let subscription = SubscriptionID(String(parts[1]))
    else { return nil }
    self.init(account: account, subscription: subscription)
  }
}
