import TenureDomain
import TenureEngine
import TenurePolicy

/// What is known of a subscription, line by line.
struct SubscriptionFacts: Sendable {
  private let words: SubscriptionWords

  init(_ words: SubscriptionWords) {
    self.words = words
  }

  private var visit: Visit { words.visit }
  private var body: SubscriptionBody { words.body }

  func lines() async throws -> [FactLine] {
    var lines: [FactLine?] = [
      FactLine(visit.text("account.state"), words.stateName, badge: words.badge), kind,
      line("price", words.price, note: total), term, recurringBilling, licenses, atRenewal,
      paymentMethod, seller, line("started", body.started.map { visit.date($0) }),
    ]
    lines += try await [shared(), base(), addOns()]
    lines += [edition, FactLine(visit.text("subscription.facts.id"), body.id)]
    return lines.compactMap { $0 }
  }

  private func line(
    _ key: String, _ value: String?, path: String? = nil, note: String? = nil
  ) -> FactLine? {
    value.map { FactLine(visit.text("subscription.facts.\(key)"), $0, path: path, note: note) }
  }

  private func word(_ fact: String, _ word: String) -> String {
    visit.say.text("words.\(fact)-\(word)").withCapital
  }

  private var kind: FactLine? {
    guard body.kind != SubscriptionKind.paid.rawValue else { return nil }
    return line("kind", word("kind", body.kind))
  }

  /// What all licenses together cost, where the price is that of one.
  private var total: String? {
    guard body.price?.per == "license", words.isActive else { return nil }
    return words.totalPrice.map { visit.text("subscription.facts.in-all", ["price": $0]) }
  }

  private var term: FactLine? {
    guard let term = body.term else { return nil }
    let note = term.interval.map { word("interval", $0) }
    return line(
      "term",
      visit.text(
        "subscription.facts.from-to",
        ["start": visit.date(term.start), "end": visit.date(term.end)]), note: note)
  }

  private var recurringBilling: FactLine? {
    guard let isOn = body.recurringBilling, words.isActive || words.state == .scheduled else {
      return nil
    }
    return line(
      "recurring", visit.text("subscription.facts.\(isOn ? "on" : "off")"),
      note: isOn ? nil : words.standing)
  }

  private var licenses: FactLine? {
    guard !words.isConsumers, let purchased = body.licenses.purchased else { return nil }
    let bought = visit.count("subscription.facts.bought", purchased)
    guard let assigned = body.licenses.assigned else { return line("licenses", bought) }
    let note =
      words.surplus > 0
      ? visit.count("subscription.facts.surplus", words.surplus)
      : visit.count("subscription.facts.free", purchased - assigned)
    return line(
      "licenses", visit.say.list([bought, visit.count("subscription.facts.assigned", assigned)]),
      path: Place.people(words.account).path, note: note)
  }

  private var atRenewal: FactLine? {
    body.licensesAtRenewal.flatMap { line("at-renewal", visit.say.number($0)) }
  }

  private var paymentMethod: FactLine? {
    body.paymentMethod.flatMap {
      line("payment-method", word("paymentMethod", $0), path: Place.money(words.account).path)
    }
  }

  private var seller: FactLine? { line("seller", visit.seller(of: body)) }

  private var edition: FactLine? {
    let parts = body.edition.split(separator: "@", maxSplits: 1)
    guard let family = parts.first, let date = parts.last, parts.count == 2 else {
      return line("edition", body.edition)
    }
    return line(
      "edition", visit.date(String(date)),
      note: body.editionPinned
        ? visit.text("subscription.facts.pinned", ["family": String(family)]) : String(family))
  }

  private func shared() async throws -> FactLine? {
    guard words.isConsumers, !body.sharedWith.isEmpty else { return nil }
    let names = try await FamilyReader(visit).names()
    let known = body.sharedWith.compactMap { names[$0.person] }
    let others = body.sharedWith.count - known.count
    let text = known + (others > 0 ? [visit.count("subscription.facts.others", others)] : [])
    return line("shared", visit.say.list(text), path: Place.people(words.account).path)
  }

  private func base() async throws -> FactLine? {
    guard let base = body.base.map({ SubscriptionID(stored: $0) }) else { return nil }
    let known = try await visit.engine.subscription(
      base, of: words.account, by: try visit.caller()
    ).body
    return line(
      "base", visit.product(known.product), path: Place.subscription(words.account, base).path,
      note: visit.text("subscription.facts.ends-with-base"))
  }

  private func addOns() async throws -> FactLine? {
    guard body.base == nil else { return nil }
    let page = try await visit.engine.subscriptions(
      SubscriptionFilter(account: words.account, now: visit.engine.clock.now()), after: nil,
      limit: AccountPage.mostLookedAt, by: try visit.caller())
    let addOns = page.items.filter { $0.base == body.id }
    guard !addOns.isEmpty else { return nil }
    return line(
      "add-ons", visit.say.list(addOns.map { visit.product($0.product) }),
      path: Place.subscriptions(words.account).path,
      note: visit.text("subscription.facts.add-ons-end"))
  }
}

extension Visit {
  /// Through whom a subscription was bought.
  func seller(of body: SubscriptionBody) -> String {
    say.text("words.channel-\(body.channel)").withCapital
  }
}
