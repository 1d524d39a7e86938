import TenureDomain
import TenureEngine
import TenurePolicy

/// The home of a person who subscribes, or with whom a subscription is shared.
enum ServicesView {
  struct Card: Sendable {
    let name: String
    let path: String
    let badge: String
    let state: String
    let facts: [FactLine]
    let cancel: String?
    /// Where somebody it is shared with leaves it; nil for the owner.
    let leave: String?
    let manage: String
  }

  struct Model: Sendable {
    let standing: String?
    let concerns: [Concern]
    let hasConcerns: Bool
    let cards: [Card]
    let hasCards: Bool
    let title: String
    let empty: EmptyProducts
    let buy: String?
  }

  static func answer(_ held: [SubscriptionWords], _ visit: Visit) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let reader = FamilyReader(visit)
    let shown = held.filter { reader.isOwner || $0.isShared(with: reader.person) }
    let concerns = reader.isOwner ? try await AccountPage.concerns(shown, visit) : []
    let names = try await reader.names()
    let model = Model(
      standing: AccountPage.standing(of: account, visit),
      concerns: concerns, hasConcerns: !concerns.isEmpty,
      cards: shown.map { card($0, reader, names) }, hasCards: !shown.isEmpty,
      title: reader.isOwner
        ? visit.text("account.own")
        : visit.text("account.shared-by", ["name": account.name]),
      empty: EmptyProducts(visit),
      buy: visit.portal.settings.sells && reader.isOwner
        ? Place.buy(AccountID(stored: account.id)).path : nil)
    let lead =
      reader.isOwner
      ? AccountPage.lead(shown, concerns, visit)
      : visit.text("account.lead-member", ["name": account.name])
    return .page(
      "services", title: visit.text("account.services"), lead: lead, in: .account, model)
  }

  private static func card(
    _ words: SubscriptionWords, _ reader: FamilyReader, _ names: [String: String]
  ) -> Card {
    let visit = words.visit
    var facts: [FactLine] = []
    func add(_ key: String, _ value: String?) {
      if let value { facts.append(FactLine(visit.text("account.\(key)"), value)) }
    }
    if reader.isOwner {
      add("price", words.price)
      add("goes-on", words.standing)
      let others = words.body.sharedWith.map { names[$0.person] ?? $0.person }
      add("shared", others.isEmpty ? nil : visit.say.list(others))
    } else {
      add("from", visit.account?.name)
      add("goes-on", words.body.ending == nil ? words.goingOn : words.standing)
    }
    return Card(
      name: words.name, path: words.place.path, badge: words.badge, state: words.stateName,
      facts: facts, cancel: reader.isOwner ? words.cancelPath : nil,
      leave: reader.isOwner ? nil : Place.people(words.account).path, manage: words.place.path)
  }
}

/// Who reads a family's pages, and whom that person may know of.
struct FamilyReader: Sendable {
  private let visit: Visit

  init(_ visit: Visit) {
    self.visit = visit
  }

  /// The person who reads; nil for a program.
  var person: PersonID? {
    guard case .person(let person)? = visit.session?.caller else { return nil }
    return person.id
  }

  /// Whether whoever reads sees all of the account: its owner, support, the operator.
  var isOwner: Bool {
    guard case .person(let person)? = visit.session?.caller else { return true }
    return visit.face == .support || person.roles.contains(.owner)
  }

  /// The people of the account by their ids, as far as the reader may know them.
  func people() async throws -> [PersonBody] {
    guard let account = visit.account else { return [] }
    let caller = try visit.caller()
    let id = AccountID(stored: account.id)
    do {
      return try await visit.engine.people(
        of: id, after: nil, limit: PageLimit.most, by: caller
      ).items.filter { $0.erased == nil }
    } catch EngineError.forbidden {
      guard let person else { return [] }
      return [try await visit.engine.person(person, of: id, by: caller)]
    }
  }

  func names() async throws -> [String: String] {
    Dictionary(
      try await people().map { ($0.id, $0.name ?? $0.id) }, uniquingKeysWith: { first, _ in first })
  }
}

extension SubscriptionWords {
  /// Whether it is shared with a person.
  func isShared(with person: PersonID?) -> Bool {
    body.sharedWith.contains { $0.person == person?.text }
  }
}
