import TenureDomain
import TenureEngine
import TenureTesting

/// Draws records with every property set and unset. They need not make sense: a store keeps what it
/// is given, as far as the schema lets it.
struct RandomRecord {
  private var subjects: RandomSubject
  private var generator: SeededGenerator

  init(seed: UInt64) {
    let products = ["business-basic", "familie-år", "x"].map {
      Product(id: ProductID($0), line: .business, rank: 1)
    }
    subjects = RandomSubject(seed: seed, products: ProductCatalog(products))
    generator = SeededGenerator(seed: seed)
  }

  mutating func subscription(number: Int) -> SubscriptionRecord {
    let (subject, now) = subjects.next()
    var subscription = subject.subscription
    subscription.state = pick(SubscriptionState.allCases)
    // RandomSubject tells every fact; a store must keep the untold ones apart.
    if isTold() { subscription.started = .instant(instant()) }
    if isTold() { subscription.started = nil }
    if isTold() { subscription.product = nil }
    if isTold() { subscription.term = nil }
    if isTold() { subscription.price = nil }
    if isTold() { subscription.licenses.purchased = nil }
    if isTold() { subscription.licenses.assigned = nil }
    if isTold() { subscription.recurringBilling = nil }
    if isTold() { subscription.paymentMethod = nil }
    record(&subscription)
    return SubscriptionRecord(
      account: "a", id: SubscriptionID(stored: "s\(number)"),
      edition: EditionID(family: pick(["consumer", "own@x"]), date: date()), isPinned: isTold(),
      subscription: subscription, created: now, due: isTold() ? instant() : nil,
      lastReceipt: isTold() ? ReceiptID(stored: "r\(number)") : nil)
  }

  /// What has happened so far.
  private mutating func record(_ subscription: inout Subscription) {
    subscription.anchor = isTold() ? date() : nil
    subscription.renewsOnce = isTold()
    subscription.scheduledBySeller = isTold()
    subscription.trialExtended = isTold()
    subscription.accountClosed = isTold()
    subscription.deletionRequested = isTold() ? instant() : nil
    subscription.productAtRenewal = isTold() ? ProductID("business-premium") : nil
    subscription.licensesAtRenewal = isTold() ? number(0...9) : nil
    subscription.overAssignedSince = isTold() ? date() : nil
    if isTold() {
      let cause = pick(EndingCause.allCases.filter { $0 != .none })
      subscription.ending = Ending(cause: cause, at: instant(), date: date())
    }
    if isTold(), let currency = Currency(pick(["EUR", "JPY", "KWD"])) {
      subscription.refunded = Money(minorUnits: Int64(number(0...90_000)), currency: currency)
    }
    subscription.additions = (0..<number(0...2)).map { _ in
      LicenseAddition(count: number(1...5), at: instant())
    }
    subscription.sharedWith = (0..<number(0...3)).map { index in
      let mail = isTold() ? Int64(number(0...9)) : nil
      return SharedPerson(
        name: "per_\(index) \"æ\" 🦊\n",
        storage: isTold() ? StorageUse(used: Int64(number(0...9)), mail: mail) : nil)
    }
  }

  private mutating func isTold() -> Bool { Bool.random(using: &generator) }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func date() -> CalendarDate { CalendarDate(dayNumber: number(-30_000...30_000)) }

  private mutating func instant() -> Timestamp {
    Timestamp(microseconds: Int64.random(in: -5_000_000...1_900_000_000_000_000, using: &generator))
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[number(0...values.count - 1)]
  }
}
