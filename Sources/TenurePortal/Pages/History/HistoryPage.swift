import TenureDomain
import TenureEngine
import TenurePolicy

/// What happened to an account: who did what, and when. The newest first.
enum HistoryPage {
  struct Model: Sendable {
    struct Row: Sendable {
      let at: String
      let isoTime: String
      let what: String
      let details: [String]
      let who: String
      /// Why support did it; nil if it was not support, or gave no reason.
      let reason: String?
      let product: TextLink?
      let receipt: String?
    }

    let rows: [Row]
    let hasRows: Bool
    let pager: LatestPager
    /// The history of the whole account, where only that of one subscription is shown.
    let whole: String?
    let account: String
  }

  static let routes: [Route] = [.get("/accounts/{account}/history", get)]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let subscription = visit.query["subscription"].flatMap { SubscriptionID($0) }
    let events = try await own.engine.latestEvents(
      of: own.id, subscription: subscription, before: LatestPager.place(visit),
      limit: AccountVisit.rows,
      by: own.caller)
    let told = events.items.map { ToldEvent($0) }
    let names = try await own.names(of: Set(told.flatMap(\.people)))
    let titles = try await own.titles(of: Set(events.items.compactMap(\.subscription)))
    let only = subscription.map { [(name: "subscription", value: $0.text)] } ?? []
    let place = Place.history(own.id)
    let words = HistoryWords(visit: visit, names: names)
    let model = Model(
      rows: told.map { row(of: $0, words, titles, own) }, hasRows: !told.isEmpty,
      pager: LatestPager(visit, place, next: events.next, keeping: only),
      whole: subscription == nil ? nil : place.path, account: Place.account(own.id).path)
    return .page(
      "history", title: visit.text("history.title"), lead: visit.text("history.lead"),
      in: .history, model)
  }

  private static func row(
    of told: ToldEvent, _ words: HistoryWords, _ titles: [String: String], _ own: AccountVisit
  ) -> Model.Row {
    let event = told.event
    return Model.Row(
      at: own.visit.dateTime(event.at), isoTime: event.at, what: words.what(told),
      details: words.details(told), who: words.who(told),
      reason: told.supportReason.map {
        own.visit.text("history.support-reason", ["reason": $0])
      },
      product: event.subscription.map {
        TextLink(
          titles[$0] ?? own.visit.product(nil),
          .subscription(own.id, SubscriptionID(stored: $0)))
      },
      receipt: told.text("receipt").map { Place.receipt(own.id, ReceiptID(stored: $0)).path })
  }
}

/// An event with the parts of its body.
struct ToldEvent: Sendable {
  let event: any HistoryEvent

  init(_ event: any HistoryEvent) {
    self.event = event
  }

  func text(_ name: String) -> String? { Self.text(member(name)) }

  /// A text of a member that is an object itself.
  func text(_ name: String, _ inner: String) -> String? {
    guard case .object(let members)? = member(name) else { return nil }
    return Self.text(members[inner])
  }

  /// What changed, each with its words.
  var changes: [[String: String]] {
    guard case .list(let items)? = member("changes") else { return [] }
    return items.map { item in
      guard case .object(let members) = item else { return [:] }
      return members.compactMapValues(Self.text)
    }
  }

  /// Money of a member.
  var amount: MoneyBody? {
    guard let amount = text("amount", "amount"), let code = text("amount", "currency"),
      let currency = Currency(code), let money = try? Money(amount, currency)
    else { return nil }
    return MoneyBody(money)
  }

  /// What acted: a person, a key or time.
  var by: String? { text("by") ?? actor ?? text("actor", "key") }

  /// The person who acted, with the account where it is another.
  var actor: String? {
    guard let person = text("actor", "person") else { return nil }
    return text("actor", "account").map { "\($0)/\(person)" } ?? person
  }

  /// Everybody it speaks of.
  var people: [String] {
    [by, actor, text("actor", "onBehalfOf"), text("person"), isAboutPerson ? text("object") : nil]
      .compactMap { $0 }
  }

  /// What support said with what it did, in its own words.
  var supportReason: String? {
    guard case .object(let members)? = event.personal else { return nil }
    return Self.text(members["supportReason"])
  }

  var isAboutPerson: Bool { event.type.hasPrefix("person.") }

  private func member(_ name: String) -> RawJSON? {
    guard case .object(let members) = event.body else { return nil }
    return members[name]
  }

  private static func text(_ value: RawJSON?) -> String? {
    switch value {
    case .text(let text): text
    case .integer(let number): "\(number)"
    default: nil
    }
  }
}
