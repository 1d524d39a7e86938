import TenureDomain
import TenurePolicy

/// Everything that decides whether an account can be closed, in one picture.
struct AccountInView {
  let account: AccountRecord
  let party: ActingParty
  /// Whom a program named; its calls name them again.
  let named: ActRequest.Named?
  let at: Timestamp
  /// Closing decided on each subscription that there is.
  let subscriptions: [SubscriptionInView]
  /// Closing decided on the account alone, where it has no subscription.
  let alone: ActDecision?
  /// Those who were not erased.
  let people: [PersonRecord]
  let domains: [String]
  /// The exports that are not at their end.
  let exports: [TaskRecord]
  /// What the customer owes.
  let payments: [PaymentRecord]

  var decisions: [ActDecision] { alone.map { [$0] } ?? subscriptions.map(\.decided) }

  /// The edition that knows the checklist best: the newest one that any subscription is under.
  var edition: Edition? {
    decisions.map(\.standing.edition).max { $0.id < $1.id }
  }

  /// The people whose address is in a domain (DOM-03).
  func people(in domain: String) -> [PersonRecord] {
    people.filter { $0.isReached(through: domain) }
  }
}

/// A subscription with what closing its account comes to.
struct SubscriptionInView {
  let context: SubscriptionInContext
  let decided: ActDecision

  var id: SubscriptionID { context.record.id }
  var subject: Subject { decided.standing.subject }
  var state: SubscriptionState { subject.subscription.state }
  var isSelfService: Bool { subject.subscription.channel == .selfService }
}

extension PersonRecord {
  /// Whether the person's address is in a domain.
  func isReached(through domain: String) -> Bool { email?.hasSuffix("@\(domain)") ?? false }
}

extension Engine {
  /// Looks at an account as a whole.
  ///
  /// - Throws: `EngineError.notReady` if the server lacks an edition or a time zone.
  func view(
    of account: AccountRecord, as party: ActingParty, named: ActRequest.Named?, at now: Timestamp,
    _ tx: any StoreReader
  ) throws -> AccountInView {
    var subscriptions: [SubscriptionInView] = []
    try WholeList.each(
      { try tx.subscriptions(SubscriptionFilter(account: account.id, now: now), $0) },
      place: { SubscriptionPlace(account: $0.account, subscription: $0.id) },
      { record in
        let context = try tx.context(of: record, in: account)
        let decided = try decide(Act(.closeAccount), on: context, at: now, as: party)
        subscriptions.append(SubscriptionInView(context: context, decided: decided))
      })
    var people: [PersonRecord] = []
    try WholeList.each(
      { try tx.people(of: account.id, $0) }, place: \.id,
      { person in
        if person.erased == nil { people.append(person) }
      })
    var exports: [TaskRecord] = []
    for state in [TaskState.waiting, .claimed] {
      let filter = TaskFilter(account: account.id, kind: .export, state: state)
      try WholeList.each({ try tx.tasks(filter, $0) }, place: \.id, { exports.append($0) })
    }
    var payments: [PaymentRecord] = []
    for state in PaymentRecord.State.allCases where state.isOpen {
      let filter = PaymentFilter(account: account.id, state: state)
      try WholeList.each(
        { try tx.payments(filter, $0) },
        place: { PaymentPlace(account: $0.account, payment: $0.id) }, { payments.append($0) })
    }
    return AccountInView(
      account: account, party: party, named: named, at: now, subscriptions: subscriptions,
      alone: subscriptions.isEmpty ? try decideAlone(account, party, now) : nil, people: people,
      domains: try tx.domains(of: account.id), exports: exports, payments: payments)
  }

  /// What the policy says of an account without subscriptions: the same as of one whose last
  /// subscription is deleted.
  private func decideAlone(
    _ account: AccountRecord, _ party: ActingParty, _ now: Timestamp
  ) throws -> ActDecision {
    let line: ProductLine = account.kind == .business ? .business : .consumer
    var subscription = Subscription(state: .deleted)
    subscription.product = shelf.products.products.first { $0.line == line }?.id
    let record = SubscriptionRecord(
      account: account.id, id: SubscriptionID(stored: "none"),
      edition: try edition(for: subscription, of: account, at: now), subscription: subscription,
      created: now)
    return try decide(
      Act(.closeAccount), on: SubscriptionInContext(account: account, record: record), at: now,
      as: party)
  }
}
