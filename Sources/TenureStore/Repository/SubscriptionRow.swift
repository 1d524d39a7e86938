import TenureDomain
import TenureEngine

/// The columns of a subscription and the statements about it.
enum SubscriptionRow {
  static func read(_ row: inout RowReader) throws -> SubscriptionRecord {
    var record = SubscriptionRecord(
      account: try row.id(), id: try row.id(), version: try row.integer(),
      edition: try edition(&row), isPinned: try row.flag(), subscription: try subscription(&row),
      created: try row.instant(), due: try row.optionalInstant(),
      lastReceipt: try row.optionalID())
    record.mark.settled = try row.optionalInstant()
    record.mark.deletionWarned = try row.optionalInstant()
    record.mark.deletionBegun = try row.optionalInstant()
    let unpaidSince = try row.optionalInstant()
    let isChargedBack = try row.flag()
    record.subscription.arrears = unpaidSince.map {
      Arrears(since: $0, isChargedBack: isChargedBack)
    }
    record.base = try row.optionalID()
    record.hasAddOns = try row.flag()
    record.purchaser = try row.optionalID()
    record.method = try row.optionalText()
    record.subscription.productAtRenewal = try row.optionalText().map(ProductID.init)
    return record
  }

  static func edition(_ row: inout RowReader) throws -> EditionID {
    let text = try row.text()
    guard let at = text.lastIndex(of: "@"),
      let date = CalendarDate(String(text[text.index(after: at)...]))
    else { throw row.unreadable("holds the edition `\(text)`") }
    return EditionID(family: String(text[..<at]), date: date)
  }

  private static func subscription(_ row: inout RowReader) throws -> Subscription {
    var subscription = Subscription(
      product: try row.optionalText().map(ProductID.init),
      kind: try row.word(SubscriptionKind.self), state: try row.word(SubscriptionState.self),
      channel: try row.word(Channel.self), started: try started(&row), term: try term(&row))
    subscription.anchor = try row.optionalDate()
    subscription.interval = try row.optionalWord(BillingInterval.self)
    subscription.renewed = try row.flag()
    subscription.price = try price(&row)
    subscription.licenses.purchased = try row.optionalInteger().map(Int.init)
    subscription.licenses.assigned = try row.optionalInteger().map(Int.init)
    subscription.recurringBilling = try row.optionalFlag()
    subscription.renewsOnce = try row.flag()
    subscription.scheduledBySeller = try row.flag()
    subscription.paymentMethod = try row.optionalWord(PaymentMethod.self)
    subscription.pastDue = try row.flag()
    subscription.sharedWith = try StoredList.people(in: &row)
    subscription.ending = try ending(&row)
    subscription.deletionRequested = try row.optionalInstant()
    subscription.trialExtended = try row.flag()
    subscription.additions = try StoredList.additions(in: &row)
    subscription.licensesAtRenewal = try row.optionalInteger().map(Int.init)
    subscription.overAssignedSince = try row.optionalDate()
    subscription.refunded = try row.optionalMoney()
    subscription.accountClosed = try row.flag()
    return subscription
  }

  private static func started(_ row: inout RowReader) throws -> Moment? {
    let (instant, date) = (try row.optionalInstant(), try row.optionalDate())
    return instant.map(Moment.instant) ?? date.map(Moment.date)
  }

  private static func term(_ row: inout RowReader) throws -> Term? {
    guard let start = try row.optionalDate(), let end = try row.optionalDate() else {
      return try skipped(&row)
    }
    guard let term = Term(start: start, end: end) else {
      throw row.unreadable("holds a term that ends before it starts")
    }
    return term
  }

  /// Steps over the end of a term that has no start.
  private static func skipped(_ row: inout RowReader) throws -> Term? {
    _ = try row.optionalDate()
    return nil
  }

  private static func price(_ row: inout RowReader) throws -> Price? {
    let amount = try row.optionalMoney()
    let per = try row.optionalWord(PriceUnit.self)
    let every = try row.optionalWord(BillingInterval.self)
    guard let amount, let per, let every else { return nil }
    return Price(amount: amount, per: per, every: every)
  }

  private static func ending(_ row: inout RowReader) throws -> Ending? {
    let cause = try row.optionalWord(EndingCause.self)
    let at = try row.optionalInstant()
    let date = try row.optionalDate()
    guard let cause, let at, let date else { return nil }
    return Ending(cause: cause, at: at, date: date)
  }

  /// The parameters of ``update``, all but the last of ``insert``.
  static func values(_ record: SubscriptionRecord) throws -> [SQLValue] {
    let subscription = record.subscription
    return [
      .id(record.account), .id(record.id), .integer(record.version),
      .text(record.edition.description), .flag(record.isPinned),
      .text(subscription.product?.text), .word(subscription.kind), .word(subscription.state),
      .word(subscription.channel), .instant(startedAt(subscription)),
      .date(startedOn(subscription)), .date(subscription.term?.start),
      .date(subscription.term?.end), .date(subscription.anchor), .word(subscription.interval),
      .flag(subscription.renewed), .integer(subscription.price?.amount.minorUnits),
      .text(subscription.price?.amount.currency.code), .word(subscription.price?.per),
      .word(subscription.price?.every), .integer(subscription.licenses.purchased),
      .integer(subscription.licenses.assigned), .flag(subscription.recurringBilling),
      .flag(subscription.renewsOnce), .flag(subscription.scheduledBySeller),
      .word(subscription.paymentMethod), .flag(subscription.pastDue),
      .text(try StoredList.text(subscription.sharedWith)), .word(subscription.ending?.cause),
      .instant(subscription.ending?.at), .date(subscription.ending?.date),
      .instant(subscription.deletionRequested), .flag(subscription.trialExtended),
      .text(try StoredList.text(subscription.additions)),
      .integer(subscription.licensesAtRenewal), .date(subscription.overAssignedSince),
      .integer(subscription.refunded?.minorUnits), .text(subscription.refunded?.currency.code),
      .flag(subscription.accountClosed), .instant(record.due), .id(record.lastReceipt),
      .instant(record.mark.settled), .instant(record.mark.deletionWarned),
      .instant(record.mark.deletionBegun), .instant(subscription.arrears?.since),
      .flag(subscription.arrears?.isChargedBack ?? false), .id(record.base),
      .flag(record.hasAddOns), .id(record.purchaser), .text(record.method),
      .text(subscription.productAtRenewal?.text),
    ]
  }

  private static func startedAt(_ subscription: Subscription) -> Timestamp? {
    if case .instant(let instant) = subscription.started { instant } else { nil }
  }

  private static func startedOn(_ subscription: Subscription) -> CalendarDate? {
    if case .date(let date) = subscription.started { date } else { nil }
  }

  /// The names of the columns in the order of ``values(_:)``.
  private static let names = [
    "account", "id", "version", "edition", "pinned", "product", "kind", "state", "channel",
    "started_at", "started_on", "term_start", "term_end", "anchor", "interval", "renewed",
    "price_amount", "price_currency", "price_per", "price_every", "licenses_purchased",
    "licenses_assigned", "recurring_billing", "renews_once", "scheduled_by_seller",
    "payment_method", "past_due", "shared_with", "ending_cause", "ending_at", "ending_date",
    "deletion_requested", "trial_extended", "additions", "licenses_at_renewal",
    "over_assigned_since", "refunded_amount", "refunded_currency", "account_closed", "due",
    "last_receipt", "settled", "deletion_warned", "deletion_begun", "past_due_since",
    "charged_back", "base", "has_add_ons", "purchaser", "method",
    "product_at_renewal",
  ]

  /// The columns that stand behind `created` when a row is read.
  private static let ofRecord = names.firstIndex(of: "due") ?? names.endIndex

  /// In the order in which ``read(_:)`` reads them.
  static let columns =
    (names[..<ofRecord] + ["created"] + names[ofRecord...]).joined(separator: ", ")

  static let find = LockingStatement(
    "SELECT \(columns) FROM subscriptions WHERE account = ?1 AND id = ?2")

  static let insert = Statement(
    """
    INSERT INTO subscriptions (\((names + ["created"]).joined(separator: ", ")))
    VALUES (\((1...names.count + 1).map { "?\($0)" }.joined(separator: ", ")))
    """)

  /// Sets columns to the parameters in their places, but for those of the key.
  private static func assignments(_ names: [String]) -> String {
    names.enumerated().dropFirst(2).map { "\($1) = ?\($0 + 1)" }.joined(separator: ", ")
  }

  static let update = Statement(
    """
    UPDATE subscriptions SET \
    \(assignments(names)) \
    WHERE account = ?1 AND id = ?2 AND version = ?3 - 1
    """)

  /// The columns that have an index and that hardly any act changes. Writing them again, even as
  /// they are, would write their indexes again.
  private static let settled: Set = ["edition", "product", "channel"]

  /// The positions in ``names`` of what ``updateOthers`` writes, after those of its key.
  private static let others = names.indices.filter { !settled.contains(names[$0]) }

  /// Changes all but the settled columns.
  static let updateOthers = Statement(
    """
    UPDATE subscriptions SET \
    \(assignments(others.map { names[$0] })) \
    WHERE account = ?1 AND id = ?2 AND version = ?3 - 1
    """)

  /// The parameters of ``updateOthers``.
  static func valuesOfOthers(_ record: SubscriptionRecord) throws -> [SQLValue] {
    let values = try values(record)
    return others.map { values[$0] }
  }

  /// Whether ``updateOthers`` is enough to change one into the other.
  static func haveSameIndexedFacts(
    _ stored: SubscriptionRecord, _ record: SubscriptionRecord
  ) -> Bool {
    stored.id == record.id && stored.account == record.account
      && stored.edition == record.edition
      && stored.subscription.product == record.subscription.product
      && stored.subscription.channel == record.subscription.channel
  }

  /// In no order: with one, the engines would read every subscription of the account.
  static let addOns = Statement(
    "SELECT \(columns) FROM subscriptions WHERE account = ?1 AND base = ?2")

  static let markBase = Statement(
    """
    UPDATE subscriptions SET has_add_ons = 1
    WHERE account = ?1 AND id = ?2 AND has_add_ons = 0
    """)

  /// Makes a worker look at the add-ons of a subscription, unless it does so earlier.
  static let wakeAddOns = Statement(
    "UPDATE subscriptions SET due = ?3 WHERE account = ?1 AND base = ?2 AND due > ?3")

  /// Steps from one edition to the next in the index, instead of reading every subscription.
  static let editions = Statement(
    """
    WITH RECURSIVE used(edition) AS (
      SELECT min(edition) FROM subscriptions
      UNION ALL
      SELECT (SELECT min(s.edition) FROM subscriptions s WHERE s.edition > used.edition)
      FROM used WHERE used.edition IS NOT NULL)
    SELECT edition FROM used WHERE edition IS NOT NULL
    """)
}
