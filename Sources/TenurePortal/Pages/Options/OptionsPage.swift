import TenureDomain
import TenureEngine
import TenurePolicy

/// Why each act on a subscription is possible or not: every reason with its rule, its source and
/// the facts it used. Support explains decisions with this page.
enum OptionsPage {
  struct Option: Sendable {
    let anchor: String
    let name: String
    /// The page of the act; nil for who only looks.
    let path: String?
    let badge: String
    let outcome: String
    let reasons: [ReasonView]
    let ways: [WayLink]
    let hasWays: Bool
    /// The facts on which it depends; nil if none is missing.
    let missing: String?
    /// What it asks before it can be decided; nil if nothing.
    let asks: String?
  }

  struct Model: Sendable {
    let facts: [FactLine]
    let readers: [Reader]
    let hasReaders: Bool
    let options: [Option]
  }

  /// Somebody in whose place support can look at the decisions.
  struct Reader: Sendable {
    let text: String
    let path: String
    let isCurrent: Bool
  }

  static let routes: [Route] = [
    .get("/accounts/{account}/subscriptions/{subscription}/options", get)
  ]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let id = AccountID(stored: account.id)
    let name = try visit.subscriptionID()
    let seat = try await Seat(visit, id, name)
    let body = try await visit.engine.options(
      of: name, in: id, by: seat.caller, language: visit.language
    ).body
    let subscription = try await visit.engine.subscription(
      name, of: id, by: try visit.caller()
    ).body
    let words = SubscriptionWords(subscription, visit)
    let model = Model(
      facts: facts(body, seat, visit), readers: seat.readers,
      hasReaders: !seat.readers.isEmpty,
      options: body.options.compactMap { option($0, by: body.edition.id, words) })
    return .page(
      "options", title: visit.text("options.title", ["name": words.name]),
      lead: visit.text("options.lead"),
      in: account.kind == AccountKind.consumer.rawValue ? .account : .subscriptions,
      under: [Crumb(account.name, .account(id)), Crumb(words.name, words.place)], model)
  }

  private static func facts(_ body: OptionsBody, _ seat: Seat, _ visit: Visit) -> [FactLine] {
    [
      FactLine(visit.text("options.at"), visit.dateTime(body.at)),
      FactLine(visit.text("options.role"), seat.role),
      FactLine(
        visit.text("options.edition"), body.edition.id, note: "SHA-256 \(body.edition.sha256)"),
      FactLine(visit.text("options.version"), "\(body.version)"),
    ]
  }

  private static func option(
    _ decision: DecisionBody, by edition: String, _ words: SubscriptionWords
  ) -> Option? {
    guard let act = ActKind(rawValue: decision.act.name) else { return nil }
    let visit = words.visit
    let missing = decision.missing.map { visit.text(of: $0.name) }
    let isAsking =
      decision.outcome == Outcome.undetermined.rawValue && act.parameters != .nothing
    return Option(
      anchor: act.rawValue, name: visit.say.name(of: act),
      path: visit.mayAct ? Place.page(of: act, on: words.id, of: words.account).path : nil,
      badge: badge(decision.outcome), outcome: decision.text.withCapital,
      reasons: decision.reasons.map { ReasonView($0, of: edition, visit) },
      ways: visit.ways(decision.waysForward, on: words.id, of: words.account),
      hasWays: !decision.waysForward.isEmpty,
      missing: missing.isEmpty || isAsking ? nil : visit.say.list(missing),
      asks: isAsking ? visit.text("subscription.asks.\(act.rawValue)") : nil)
  }

  private static func badge(_ outcome: String) -> String {
    switch Outcome(rawValue: outcome) {
    case .permitted: "active"
    case .refused: "failed"
    case .unnecessary: "deleted"
    case .elsewhere, .undetermined, nil: "disabled"
    }
  }
}

/// In whose place decisions are looked at: everybody's own, and for support that of the account's
/// people too. Nothing can be done from there.
private struct Seat {
  let caller: Caller
  /// The roles, in words.
  let role: String
  let readers: [OptionsPage.Reader]

  init(_ visit: Visit, _ account: AccountID, _ subscription: SubscriptionID) async throws {
    let own = try visit.caller()
    guard visit.face == .support, case .person = own else {
      caller = own
      role = Self.roles(of: own, visit)
      readers = []
      return
    }
    let place = Place.options(account, subscription)
    var people = try await visit.engine.people(
      of: account, after: nil, limit: PageLimit.standard, withErased: false, by: own
    ).items
    let chosen = try await Self.chosen(visit, of: account, by: own)
    if let chosen, !people.contains(where: { $0.id == chosen.id }) { people.insert(chosen, at: 0) }
    let looked = chosen.map { Caller.person(PersonRecord($0, of: account)) } ?? own
    caller = looked
    role = Self.roles(of: looked, visit)
    readers =
      [
        OptionsPage.Reader(
          text: visit.say.name(of: Role.supportAgent).withCapital, path: place.path,
          isCurrent: chosen == nil)
      ]
      + people.map { person in
        OptionsPage.Reader(
          text: person.name ?? person.id, path: place.path([("as", person.id)]),
          isCurrent: person.id == chosen?.id)
      }
  }

  /// The person whom the address names; nil for nobody, and for somebody who is not there.
  private static func chosen(
    _ visit: Visit, of account: AccountID, by caller: Caller
  ) async throws -> PersonBody? {
    guard let id = visit.query["as"].flatMap({ PersonID($0) }) else { return nil }
    let person = try? await visit.engine.person(id, of: account, by: caller)
    return person?.erased == nil ? person : nil
  }

  private static func roles(of caller: Caller, _ visit: Visit) -> String {
    switch caller {
    case .person(let person):
      let roles = person.roles.isEmpty ? [Role.user] : person.roles
      return visit.say.list(roles.map { visit.say.name(of: $0) }).withCapital
    case .program(let key):
      return visit.say.name(of: key.role ?? .supportAgent).withCapital
    case .console: return visit.say.name(of: Role.supportAgent).withCapital
    }
  }
}

extension PersonRecord {
  /// A person as somebody who asks, from what was read of them.
  fileprivate init(_ body: PersonBody, of account: AccountID) {
    self.init(
      account: account, id: PersonID(stored: body.id), name: body.name,
      roles: body.roles.compactMap { Role(rawValue: $0) }, created: Timestamp(seconds: 0))
  }
}
