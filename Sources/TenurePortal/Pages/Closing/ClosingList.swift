import TenureDomain
import TenureEngine
import TenurePolicy

/// The checklist of closing an account, each step with the page that does it.
struct ClosingList {
  private let own: AccountVisit
  private let body: ClosureBody
  private var visit: Visit { own.visit }

  /// More open things of one point are counted, not named.
  private static let mostNamed = 8

  init(_ own: AccountVisit, _ body: ClosureBody) {
    self.own = own
    self.body = body
  }

  func items() async throws -> [ClosingPage.Model.Item] {
    let shown = body.items.map { (item: $0, open: Array($0.open.prefix(Self.mostNamed))) }
    let open = shown.flatMap(\.open)
    let names = try await own.names(
      of: Set(open.flatMap { ($0.people ?? []) + [$0.person].compactMap { $0 } }))
    let due = open.contains { $0.payment != nil } ? try await owed() : [:]
    let titles = try await own.titles(
      of: Set(open.compactMap(\.subscription) + due.values.map(\.subscription)))
    let exports = open.contains { $0.task != nil } ? try await running() : [:]
    return shown.map { item, open in
      self.item(item, open.map { thing($0, Names(names, titles, exports, due)) })
    }
  }

  private func item(
    _ item: ClosureItemBody, _ things: [ClosingPage.Model.Thing]
  ) -> ClosingPage.Model.Item {
    var things = things
    var shared: [ClosingPage.Model.Step] = []
    if things.count > 1, Set(things.map(\.steps)).count == 1 {
      shared = things[0].steps
      for index in things.indices {
        things[index].steps = []
        things[index].hasSteps = false
      }
    }
    return ClosingPage.Model.Item(
      text: item.text, isDone: item.state == "done", open: things, steps: shared,
      hasSteps: !shared.isEmpty, hasOpen: !things.isEmpty,
      more: item.open.count > things.count
        ? visit.count("closing.more", item.open.count - things.count) : nil)
  }

  /// The exports that run, by their ids. Whoever may not read exports is told of them without.
  private func running() async throws -> [String: ExportBody] {
    guard own.may(.exportData) else { return [:] }
    var found: [String: ExportBody] = [:]
    for subscription in try await own.subscriptions() {
      let exports = try await own.all { place in
        try await own.engine.exports(
          of: SubscriptionID(stored: subscription.id), in: own.id, after: place,
          limit: PageLimit.most, by: own.caller)
      }
      for export in exports { found[export.id] = export }
    }
    return found
  }

  /// What is owed, by the payments' ids. Whoever may not read payments is told of sums alone.
  private func owed() async throws -> [String: PaymentBody] {
    guard own.may(.readPayments) else { return [:] }
    return Dictionary(
      try await MoneyOwed(own).payments().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  /// What the things of the list are called.
  private struct Names {
    let people: [String: String]
    let products: [String: String]
    let exports: [String: ExportBody]
    let payments: [String: PaymentBody]

    init(
      _ people: [String: String], _ products: [String: String], _ exports: [String: ExportBody],
      _ payments: [String: PaymentBody]
    ) {
      self.people = people
      self.products = products
      self.exports = exports
      self.payments = payments
    }
  }

  private func thing(_ open: ClosureOpenBody, _ names: Names) -> ClosingPage.Model.Thing {
    let export = open.task.flatMap { names.exports[$0] }
    let subscription = (open.subscription ?? export?.subscription).map {
      SubscriptionID(stored: $0)
    }
    return ClosingPage.Model.Thing(
      name: name(of: open, names), place: place(of: open, subscription), note: note(open, names),
      export: export.map {
        ClosingPage.Model.Export(
          id: $0.id, percent: $0.percent,
          words: visit.text("export.percent", ["percent": visit.say.number($0.percent)]))
      },
      steps: steps(of: open, subscription))
  }

  private func name(of open: ClosureOpenBody, _ names: Names) -> String {
    if let person = open.person { return names.people[person] ?? person }
    if let subscription = open.subscription { return names.products[subscription] ?? subscription }
    if let domain = open.domain { return domain }
    if let amount = open.amount { return visit.money(amount) }
    return visit.text("closing.export")
  }

  private func place(of open: ClosureOpenBody, _ subscription: SubscriptionID?) -> String? {
    if open.task != nil { return subscription.map { Place.export(own.id, $0).path } }
    if let subscription { return Place.subscription(own.id, subscription).path }
    if open.person != nil { return Place.people(own.id).path }
    if open.domain != nil { return Place.domains(own.id).path }
    return open.payment == nil ? nil : Place.money(own.id).path
  }

  private func note(_ open: ClosureOpenBody, _ names: Names) -> String? {
    if let payment = open.payment.flatMap({ names.payments[$0] }) {
      let product = names.products[payment.subscription] ?? visit.product(nil)
      return visit.text(
        "closing.due", ["product": product, "date": visit.date(payment.at)])
    }
    guard let people = open.people, !people.isEmpty else { return nil }
    let shown = people.prefix(Self.mostNamed).map { names.people[$0] ?? $0 }
    return visit.text("closing.people-in", ["people": visit.say.list(shown)])
  }

  private func steps(
    of open: ClosureOpenBody, _ subscription: SubscriptionID?
  ) -> [ClosingPage.Model.Step] {
    var known: Set<String> = []
    // One person's step is like another's: it is said once.
    return open.steps.filter { known.insert("\($0.way) \($0.text)").inserted }.map { step in
      let note: String? =
        switch step.availability {
        case "after": visit.text("words.after", ["ways": before(step, open)])
        case "unknown": visit.text("closing.unknown")
        default: nil
        }
      return ClosingPage.Model.Step(
        text: step.text, path: path(of: step.way, subscription), note: note)
    }
  }

  /// What comes before a step, in words.
  private func before(_ step: ClosureStepBody, _ open: ClosureOpenBody) -> String {
    visit.say.list(
      step.after.map { name in
        if let other = open.steps.first(where: { $0.way == name }) { return other.text }
        // That step is told with the domain, not with the subscription that waits for it.
        if name == "change-person" { return visit.text("closing.other-addresses") }
        return Way(name).map { visit.say.name(of: $0) } ?? name
      })
  }

  /// The page that does a step; nil for a wait.
  private func path(of way: String, _ subscription: SubscriptionID?) -> String? {
    switch way {
    case "erase-person", "change-person": Place.people(own.id).path
    case "delete-domain": Place.domains(own.id).path
    case "wait-for-export": subscription.map { Place.export(own.id, $0).path }
    case "wait": nil
    default: WayLink.path(of: way, to: nil, on: subscription, of: own.id, visit)
    }
  }
}
