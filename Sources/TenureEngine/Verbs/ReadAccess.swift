public import TenureDomain

extension Engine {
  /// What users and administrators of a subscription can do at a moment, and until when that
  /// answer holds: the same whether or not any job has run since.
  ///
  /// - Parameter moment: nil for the present. A later one is foreseen: what happens if nobody does
  ///   anything. An earlier one is answered from the history, as far as it tells.
  /// - Throws: `EngineError.invalid` if the history does not tell how it stood at the moment.
  public func access(
    to id: SubscriptionID, of account: AccountID, at moment: Timestamp? = nil, by caller: Caller
  ) async throws -> TimedAccess<AccessAnswer> {
    try caller.may(.readSubscriptions, in: account)
    let clock = clock.now()
    return try await store.read { [self] tx in
      let context = try tx.context(of: id, of: account)
      let now = context.account.clock ?? clock
      let body = try access(of: context, at: moment, now, tx)
      return TimedAccess(body, of: context.account, isAsked: moment != nil, until: body.until, now)
    }
  }

  /// What users and administrators of an account can do with a product: what the subscription that
  /// gives most gives, for one that ends takes nothing away that another gives.
  public func access(
    to product: ProductID, of account: AccountID, at moment: Timestamp? = nil, by caller: Caller
  ) async throws -> TimedAccess<AccountAccess> {
    try caller.may(.readSubscriptions, in: account)
    let clock = clock.now()
    return try await store.read { [self] tx in
      guard let owner = try tx.account(account) else { throw EngineError.notFound("account") }
      let now = owner.clock ?? clock
      var answers: [AccessAnswer] = []
      let filter = SubscriptionFilter(account: account, product: product, now: now)
      try WholeList.each(
        { try tx.subscriptions(filter, $0) },
        place: { SubscriptionPlace(account: $0.account, subscription: $0.id) }
      ) { record in
        // What was bought later gave nothing then.
        if let moment, moment < record.created, moment < now { return }
        let context = try tx.context(of: record, in: owner)
        answers.append(try access(of: context, at: moment, now, tx))
      }
      let body = AccountAccess(
        account: account.text, product: product.text, at: moment.map { "\($0)" },
        users: Self.most(answers.map(\.users), Access.Users.words),
        admins: Self.most(answers.map(\.admins), Access.Administrators.words),
        until: answers.compactMap { $0.until.flatMap { Timestamp($0) } }.min().map { "\($0)" },
        subscriptions: answers)
      return TimedAccess(body, of: owner, isAsked: moment != nil, until: body.until, now)
    }
  }

  /// The first of some words, most first, that is among the answers.
  private static func most(_ answers: [String?], _ words: [String]) -> String {
    words.first { answers.contains($0) } ?? words[words.count - 1]
  }

  private func access(
    of context: SubscriptionInContext, at moment: Timestamp?, _ now: Timestamp,
    _ tx: any StoreReader
  ) throws -> AccessAnswer {
    guard let moment, moment < now else {
      let finding = AccessFinding(try standing(of: context, at: moment ?? now))
      return finding.body(isAsked: moment != nil)
    }
    guard moment >= context.record.created else {
      throw Self.untold("the subscription is known here since \(context.record.created) only")
    }
    var past = PastState(at: moment)
    try WholeList.each(
      { try tx.events(of: context.account.id, subscription: context.record.id, $0) },
      place: \.sequence, { try past.read($0) })
    guard past.changed != nil else {
      // Nothing was changed since, so what is stored says how it stood.
      return AccessFinding(try standing(of: context, at: moment)).body(isAsked: true)
    }
    guard let state = past.state, !past.isForgotten else {
      throw Self.untold("it was changed since, in a way that the history does not tell it from")
    }
    let then = try standing(of: context, as: past, in: state)
    var body = AccessFinding(then).body(isAsked: true)
    body.until = past.changed.map { "\($0)" }
    return body
  }

  /// How a subscription stood before it was changed, as far as access asks.
  private func standing(
    of context: SubscriptionInContext, as past: PastState, in state: SubscriptionState
  ) throws -> Standing {
    var subscription = context.record.subscription
    subscription.state = state
    if [.scheduled, .active].contains(state) { subscription.ending = nil }
    if let since = subscription.arrears?.since, since > past.moment {
      (subscription.arrears, subscription.pastDue) = (nil, false)
    }
    let present = try subject(context.account, subscription)
    var day = present.account.zone.localDate(of: past.moment)
    if past.wasTrial {
      (subscription.kind, subscription.interval, subscription.renewed) = (.trial, nil, false)
      day = present.account.zone.localDate(of: context.record.created)
    } else if past.hasRenewed, let grid = present.termGrid {
      let term = grid.term(containing: day)
      subscription.term = term
      subscription.renewed = term.start > grid.anchor
      day = term.start
    }
    return Standing(
      account: context.account, record: context.record, at: past.moment, stored: present,
      subject: try subject(context.account, subscription),
      edition: try edition(of: context, on: past.isInThisTerm ? nil : day), happenings: [],
      missing: [], due: nil)
  }

  /// The edition that answered for the term that began on a day (D5); nil for the present term.
  private func edition(of context: SubscriptionInContext, on day: CalendarDate?) throws -> Edition {
    if let day, !context.record.isPinned,
      let edition = shelf.edition(of: context.account.family, on: day)
    {
      return edition
    }
    guard let edition = shelf.edition(context.record.edition) else {
      throw EngineError.notReady("the edition `\(context.record.edition)` is not on this server")
    }
    return edition
  }

  private static func untold(_ problem: String) -> EngineError {
    .invalid([
      FieldFault(
        field: "query.at", problem: problem,
        remedy: "read the subscription's events, or ask about a later moment")
    ])
  }
}

extension TimedAccess {
  /// The longest that an answer may be kept, in seconds: somebody may act.
  private static var mostSeconds: Int64 { 300 }

  /// Where time is moved by hand, or another moment was asked about, nothing is kept.
  init(
    _ body: Body, of account: AccountRecord, isAsked: Bool, until: String?, _ now: Timestamp
  ) {
    self.body = body
    guard !isAsked, account.clock == nil else {
      seconds = nil
      return
    }
    let left = until.flatMap { Timestamp($0) }.map { ($0 - now) / 1_000_000 }
    seconds = Int(max(0, min(left ?? Self.mostSeconds, Self.mostSeconds)))
  }
}

/// How a subscription stood at a moment, as far as its history tells.
private struct PastState {
  let moment: Timestamp
  /// The state at the moment; nil if the history does not tell.
  private(set) var state: SubscriptionState?
  /// When it was first changed after the moment; nil if it was not.
  private(set) var changed: Timestamp?
  /// Whether its terms have gone on since, one after the other.
  private(set) var hasRenewed = false
  /// Whether a trial has become a paid term since.
  private(set) var wasTrial = false
  /// Whether somebody gave it another term since: nothing tells the one before.
  private(set) var isForgotten = false

  var isInThisTerm: Bool { !hasRenewed && !wasTrial }

  init(at moment: Timestamp) {
    self.moment = moment
  }

  mutating func read(_ event: EventRecord) throws {
    guard let told = try ToldState(event) else { return }
    guard event.at <= moment else {
      if changed == nil { changed = event.at }
      let isOfTime = event.type == EventType.passed
      hasRenewed = hasRenewed || told.changes(among: ["renewal"])
      wasTrial = wasTrial || (isOfTime && told.changes(among: ["begin"]))
      isForgotten = isForgotten || (!isOfTime && told.changes(among: ["term", "begin"]))
      return
    }
    state = told.last ?? state
  }
}
