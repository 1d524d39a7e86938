import TenureDomain
import TenureEngine
import TenurePolicy

/// An account that a search found, with what in it was meant.
struct FoundAccount: Sendable {
  let name: String
  let id: String
  let path: String
  let kind: String
  let country: String?
  /// The people whose names or addresses begin as what was looked for.
  let people: [String]
  let hasPeople: Bool
  /// Likewise the subscriptions by their ids.
  let subscriptions: [TextLink]
  let hasSubscriptions: Bool

  /// How many people and subscriptions of an account are looked through for what was meant.
  private static let mostLookedAt = 200
  /// How many are named.
  private static let mostNamed = 3

  init(_ account: AccountBody, _ text: String, _ visit: Visit) async throws {
    let owner = AccountID(stored: account.id)
    name = account.name
    id = account.id
    path = Place.account(owner).path
    kind = visit.text("support.kinds.\(account.kind)")
    country = account.country.map { code in
      Country(code).map { visit.say.name(of: $0) } ?? code
    }
    let key = text.lowercased()
    func begins(_ text: String?) -> Bool { text?.lowercased().hasPrefix(key) ?? false }
    var people: [String] = []
    var subscriptions: [TextLink] = []
    if !begins(account.id) {
      people = try await visit.engine.people(
        of: owner, after: nil, limit: Self.mostLookedAt, by: try visit.caller()
      ).items.filter { begins($0.name) || begins($0.email) }.map { person in
        [person.name, person.email].compactMap { $0 }.joined(separator: ", ")
      }
      if people.isEmpty, !begins(account.name) {
        subscriptions = try await visit.engine.subscriptions(
          SubscriptionFilter(account: owner, now: visit.engine.clock.now()), after: nil,
          limit: Self.mostLookedAt, by: try visit.caller()
        ).items.filter { begins($0.id) }.map { body in
          TextLink(
            visit.product(body.product), .subscription(owner, SubscriptionID(stored: body.id)))
        }
      }
    }
    self.people = Array(people.prefix(Self.mostNamed))
    hasPeople = !people.isEmpty
    self.subscriptions = Array(subscriptions.prefix(Self.mostNamed))
    hasSubscriptions = !subscriptions.isEmpty
  }
}
