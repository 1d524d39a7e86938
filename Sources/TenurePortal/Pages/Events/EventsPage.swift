import TenureDomain
import TenureEngine
import TenurePolicy

/// What happened in all accounts, newest first. People are told by their identifiers alone: who
/// they are stands in their account's history.
enum EventsPage {
  struct Model: Sendable {
    let events: Listing
    let pager: Pager
  }

  static let routes: [Route] = [.get("/operator/events", get)]

  private static let rows = 20

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let page = try await visit.engine.recentEvents(
      after: visit.query["after"], limit: rows, by: try visit.caller())
    let told = page.items.map { (event: $0, told: ToldEvent($0)) }
    let people = Set(told.flatMap { $0.told.people })
    let words = HistoryWords(
      visit: visit, names: Dictionary(uniqueKeysWithValues: people.map { ($0, $0) }))
    let events = Listing(
      visit.text("events.title"),
      columns: ["when", "what", "who", "account", "subscription"].map {
        visit.text("events.\($0)")
      }, rows: told.map { row(of: $0.event, $0.told, words, visit) })
    return .page(
      "events", title: visit.text("events.title"), lead: visit.text("events.lead"), in: .events,
      Model(events: events, pager: Pager(visit, .events, page, step: rows)))
  }

  private static func row(
    of event: RecentEventBody, _ told: ToldEvent, _ words: HistoryWords, _ visit: Visit
  ) -> [Listing.Cell] {
    let account = AccountID(stored: event.account)
    let receipt = told.text("receipt").map {
      TextLink(visit.text("history.receipt"), .receipt(account, ReceiptID(stored: $0)))
    }
    return [
      Listing.Cell(visit.dateTime(event.at), moment: event.at),
      Listing.Cell(
        words.what(told), notes: words.details(told), links: receipt.map { [$0] } ?? []),
      Listing.Cell(words.who(told)),
      Listing.Cell(event.account, path: Place.history(account).path, isName: true),
      visit.cell(of: event.subscription, in: account),
    ]
  }
}

extension Visit {
  /// The cell of a list over all accounts that leads to an account.
  func cell(ofAccount id: String) -> Listing.Cell {
    Listing.Cell(id, path: Place.account(AccountID(stored: id)).path, isName: true)
  }

  /// The cell that leads to a subscription; nil for what concerns the account itself.
  func cell(of subscription: String?, in account: AccountID) -> Listing.Cell {
    guard let subscription else { return Listing.Cell(text("history.account")) }
    let place = Place.subscription(account, SubscriptionID(stored: subscription))
    return Listing.Cell(subscription, path: place.path, isName: true)
  }
}
