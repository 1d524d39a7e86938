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
    guard let state = past.state, !past.isTermOver else {
      throw Self.untold("it was changed since, in a way that the history does not tell it from")
    }
    let then = try standing(of: context, inPast: state, at: moment)
    var body = AccessFinding(then).body(isAsked: true)
    body.until = past.changed.map { "\($0)" }
    return body
  }

  /// How a subscription stood when it was in another state than now, as far as access asks.
  private func standing(
    of context: SubscriptionInContext, inPast state: SubscriptionState, at moment: Timestamp
  ) throws -> Standing {
    var subscription = context.record.subscription
    subscription.state = state
    if [.scheduled, .active].contains(state) { subscription.ending = nil }
    guard let edition = shelf.edition(context.record.edition) else {
      throw EngineError.notReady("the edition `\(context.record.edition)` is not on this server")
    }
    let then = try subject(context.account, subscription)
    return Standing(
      account: context.account, record: context.record, at: moment, stored: then, subject: then,
      edition: edition, happenings: [], missing: [], due: nil)
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
  /// Whether a term has begun since: another edition may have answered then.
  private(set) var isTermOver = false

  init(at moment: Timestamp) {
    self.moment = moment
  }

  mutating func read(_ event: EventRecord) throws {
    guard let told = try ToldState(event) else { return }
    guard event.at <= moment else {
      if changed == nil { changed = event.at }
      isTermOver = isTermOver || told.beginsTerm
      return
    }
    state = told.last ?? state
  }
}
