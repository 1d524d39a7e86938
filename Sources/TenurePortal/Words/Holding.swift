import TenureDomain
import TenureEngine
import TenurePolicy

/// A subscription with the names of those whom it concerns.
struct Holding: Sendable {
  let body: SubscriptionBody
  /// The names of those it is shared with, by their ids, as far as whoever looks may know them.
  private let names: [String: String]
  private let owner: String
  private let somebody: String

  init(_ body: SubscriptionBody, _ visit: Visit) async throws {
    self.body = body
    let account = AccountID(stored: body.account)
    let caller = try visit.caller()
    var names: [String: String] = [:]
    for share in body.sharedWith {
      guard let id = PersonID(share.person) else { continue }
      let person = try? await visit.engine.person(id, of: account, by: caller)
      names[share.person] = person?.name
    }
    self.names = names
    somebody = visit.text("holding.member")
    owner =
      if case .consumer = visit.face, case .person(let asker) = caller,
        asker.roles.contains(.owner)
      {
        visit.text("holding.you")
      } else {
        visit.account?.name ?? visit.text("holding.owner")
      }
  }

  /// The name of a person that it concerns.
  ///
  /// - Parameter person: an id; nil for the owner.
  func name(of person: String?) -> String {
    guard let person else { return owner }
    return names[person] ?? somebody
  }

  /// The names of those it is shared with.
  var sharedWith: [String] { body.sharedWith.map { name(of: $0.person) } }
}

extension Holding {
  /// What one has and uses.
  func facts(_ visit: Visit) -> [FactLine] {
    var facts = [
      FactLine(
        visit.text("holding.state"),
        (SubscriptionState(rawValue: body.state).map { visit.say.name(of: $0) } ?? body.state)
          .withCapital, badge: body.state)
    ]
    if let date = body.outlook?.date ?? body.term?.end, body.ending == nil {
      let key =
        body.kind == SubscriptionKind.trial.rawValue ? "trial" : body.outlook?.outlook ?? "term"
      facts.append(FactLine(visit.text("holding.until-\(key)"), visit.date(date), day: date))
    }
    if let price = body.price {
      facts.append(FactLine(visit.text("holding.price"), said(price, visit)))
    }
    facts += use(visit)
    if let isOn = body.recurringBilling {
      facts.append(
        FactLine(
          visit.text("holding.recurring-billing"), visit.text(isOn ? "holding.on" : "holding.off")))
    }
    return facts
  }

  private func use(_ visit: Visit) -> [FactLine] {
    var facts: [FactLine] = []
    if let purchased = body.licenses.purchased, visit.account?.kind != "consumer" {
      let note = body.licenses.assigned.map {
        visit.count("holding.in-use", $0)
      }
      facts.append(
        FactLine(
          visit.text("holding.licenses"), visit.say.number(purchased), note: note))
    }
    if !body.sharedWith.isEmpty {
      facts.append(FactLine(visit.text("holding.shared-with"), visit.say.list(sharedWith)))
    }
    if let used = visit.account?.storage?.used, visit.account?.kind == "consumer" {
      facts.append(FactLine(visit.text("holding.storage"), visit.say.bytes(used)))
    }
    return facts
  }

  private func said(_ price: SubscriptionBody.PriceBody, _ visit: Visit) -> String {
    guard let currency = Currency(price.currency),
      let amount = try? Money(price.amount, currency)
    else { return "\(price.amount) \(price.currency)" }
    return visit.text(
      "holding.price-\(price.per)",
      ["price": visit.money(amount), "every": visit.say.text("words.every-\(price.every)")])
  }
}
