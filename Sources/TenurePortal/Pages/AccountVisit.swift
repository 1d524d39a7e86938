import TenureDomain
import TenureEngine
import TenurePolicy

/// A visit to one of an account's own pages, with what these pages share.
struct AccountVisit: Sendable {
  /// Rows of a list on one page.
  static let rows = 20

  let visit: Visit
  let account: AccountBody
  let id: AccountID
  let caller: Caller

  /// - Throws: `Trouble` if nobody has signed in, or the account is none of theirs.
  init(_ visit: Visit) throws {
    self.visit = visit
    caller = try visit.caller()
    account = try visit.knownAccount()
    id = try visit.accountID()
  }

  var engine: Engine { visit.engine }
  var isConsumer: Bool { account.kind == "consumer" }
  /// The day for the account.
  var today: CalendarDate { visit.zone.localDate(of: visit.now) }

  /// Whether whoever asks may, by the permission table; a policy may still say no. Operators look
  /// and do nothing for an account: what pages do is for its people and for support.
  func may(_ operation: Operation, about person: PersonID? = nil) -> Bool {
    if visit.face == .operator, operation != .readPeople { return false }
    return (try? caller.may(operation, in: id, about: person)) != nil
  }

  /// When the account was closed, in words; nil while it is open.
  var closed: String? {
    account.closed.map {
      visit.text("account-page.closed", ["date": visit.date($0)])
    }
  }

  /// What was just done, where the address names something that this page does.
  func done(
    _ codes: [String], of page: String, _ values: [String: String] = [:]
  ) -> String? {
    guard let code = visit.query["done"], codes.contains(code) else { return nil }
    return visit.text("\(page).done-\(code)", values)
  }

  /// The page of the account, above its others.
  var crumbs: [Crumb] { [Crumb(account.name, .account(id))] }

  // MARK: Names

  /// The names of people by what events call them: `person` or `account/person`.
  func names(of people: Set<String>) async throws -> [String: String] {
    var names: [String: String] = [:]
    for text in people {
      let parts = text.split(separator: "/").map(String.init)
      let home = parts.count == 2 ? AccountID(parts[0]) : id
      guard let home, let person = parts.last.flatMap({ PersonID($0) }) else { continue }
      // Whoever may read what somebody did may read who it was, also where it was support.
      do {
        let body = try await engine.person(person, of: home, by: .console)
        names[text] = body.name ?? visit.text("account-page.erased")
      } catch EngineError.notFound {
        continue
      }
    }
    return names
  }

  /// The products of subscriptions, by their ids.
  func titles(of subscriptions: Set<String>) async throws -> [String: String] {
    var found: [SubscriptionBody] = []
    for text in subscriptions {
      do {
        found.append(
          try await engine.subscription(SubscriptionID(stored: text), of: id, by: caller).body)
      } catch EngineError.notFound {
        continue
      }
    }
    return visit.names(of: found)
  }

  /// Every subscription of the account.
  func subscriptions() async throws -> [SubscriptionBody] {
    try await all { place in
      try await engine.subscriptions(
        SubscriptionFilter(account: id, now: visit.engine.clock.now()), after: place,
        limit: PageLimit.most, by: caller)
    }
  }

  /// Everybody of the account who was not erased.
  func people() async throws -> [PersonBody] {
    try await all { place in
      try await engine.people(of: id, after: place, limit: PageLimit.most, by: caller)
    }.filter { $0.erased == nil }
  }

  /// All items of a list.
  func all<Item>(
    _ page: (_ place: String?) async throws -> Page<Item>
  ) async throws -> [Item] {
    var items: [Item] = []
    var place: String?
    repeat {
      let next = try await page(place)
      items += next.items
      place = next.next
    } while place != nil
    return items
  }
}

/// A link with its words.
struct TextLink: Sendable {
  let text: String
  let path: String

  init(_ text: String, _ place: Place, _ query: [(name: String, value: String)] = []) {
    self.text = text
    path = place.path(query)
  }
}
