import TenureDomain
import TenureEngine
import TenurePolicy

/// Says in one language what an event of the history tells.
struct HistoryWords {
  let visit: Visit
  /// The names of the people that events speak of.
  let names: [String: String]

  /// The types of events whose words need nothing but what they are about.
  static let plain: Set<String> = [
    EventType.passed, EventType.accountCreated, EventType.accountChanged,
    EventType.personAdded, EventType.personChanged, EventType.personErased,
    EventType.personExported, EventType.domainAdded, EventType.domainRemoved,
    EventType.subscriptionCreated, EventType.subscriptionChanged, EventType.imported,
    EventType.usersReceived, EventType.storageReported, EventType.storageOver,
    EventType.storageFrozen, EventType.storageReopened, EventType.storageWarned,
    EventType.storageDeletionBegun, EventType.storageFits, EventType.accountSilent,
    EventType.accountBlocked, EventType.accountUnblocked, EventType.paymentPaid,
    EventType.paymentFailed, EventType.paymentChargedBack, EventType.accountClosed,
    EventType.keyRedeemed, EventType.clockAdvanced, EventType.exportFetched,
    EventType.holdPlaced, EventType.holdReleased, EventType.caseOpened, EventType.caseClosed,
    EventType.deletionWarned, EventType.deletionBegun, EventType.charged,
    EventType.methodReplaced, EventType.splitOff,
  ]

  func what(_ told: ToldEvent) -> String {
    let type = told.event.type
    switch type {
    case EventType.carriedOut: return act(told, "history.carried-out")
    case EventType.answered: return act(told, "history.answered")
    case EventType.reminded: return reminder(told)
    case _ where type.hasPrefix("task."): return task(told)
    case _ where Self.plain.contains(type):
      return visit.text("history.\(String(type.map { $0 == "." ? "-" : $0 }))", values(told))
    default: return visit.text("history.unknown", ["type": type])
    }
  }

  /// What changed by it, a line each.
  func details(_ told: ToldEvent) -> [String] { told.changes.compactMap(sentence) }

  func who(_ told: ToldEvent) -> String {
    if let person = told.actor {
      let name = names[person]
      guard told.text("actor", "kind") == ActingParty.Kind.support.rawValue else {
        return name ?? visit.text("account-page.erased")
      }
      let agent =
        name.map { visit.text("account-page.support-named", ["person": $0]) }
        ?? visit.text("account-page.support")
      guard let person = told.text("actor", "onBehalfOf"), let name = names[person] else {
        return agent
      }
      return visit.text("account-page.for", ["agent": agent, "person": name])
    }
    switch told.by {
    case nil, TaskRecord.time?: return visit.text("account-page.time")
    case "console"?: return visit.text("account-page.operator")
    case let by?:
      return names[by]
        ?? visit.text(by.contains("/") ? "account-page.erased" : "account-page.program")
    }
  }

  private func act(_ told: ToldEvent, _ key: String) -> String {
    let act = told.text("act", "name").flatMap { ActKind(rawValue: $0) }
    let outcome = told.text("outcome").flatMap { Outcome(rawValue: $0) }
    return visit.text(
      key,
      [
        "act": act.map { visit.say.name(of: $0) } ?? "",
        "outcome": outcome.map { visit.say.name(of: $0) } ?? "",
      ])
  }

  private func reminder(_ told: ToldEvent) -> String {
    let milestone = told.text("milestone").flatMap { MilestoneKind(rawValue: $0) }
    return visit.text(
      "history.reminded",
      [
        "milestone": milestone.map { visit.say.name(of: $0) } ?? "",
        "date": told.text("date").map(visit.date) ?? "",
      ])
  }

  private func task(_ told: ToldEvent) -> String {
    let kind = told.text("kind").flatMap { TaskKind(rawValue: $0) } ?? .export
    let step = told.event.type.dropFirst("task.".count)
    return visit.text(
      "history.task",
      [
        "kind": visit.text("history.kind-\(kind.rawValue)"),
        "step": visit.text("history.step-\(step)"),
      ])
  }

  private func values(_ told: ToldEvent) -> [String: String] {
    let person = told.text("person") ?? (told.isAboutPerson ? told.text("object") : nil)
    return [
      "person": person.map { names[$0] ?? visit.text("account-page.erased") } ?? "",
      "object": told.text("object") ?? "",
      "amount": told.amount.map(visit.money) ?? "",
      "start": told.text("start").map(visit.date) ?? "",
      "end": told.text("end").map(visit.date) ?? "",
      "date": (told.text("goesFrom") ?? told.text("goneBy")).map(visit.date) ?? "",
      "to": told.text("to").map(visit.dateTime) ?? "",
    ]
  }
}

// MARK: - Changes

extension HistoryWords {
  /// A change in the language of whoever reads; the event keeps it in the account's.
  private func sentence(_ change: [String: String]) -> String? {
    let say = visit.say
    let value = change["value"]
    let number = value.flatMap { Int($0) }
    func licenses(_ key: String) -> String? {
      number.map { say.text(key, ["licenses": say.count("formats.licenses", $0)]) }
    }
    switch change["change"] {
    case "end", "state":
      return value.flatMap { SubscriptionState(rawValue: $0) }
        .map { say.text("changes.state", ["state": say.name(of: $0)]) }
    case "recurring-billing":
      return say.text(value == "on" ? "changes.recurringBillingOn" : "changes.recurringBillingOff")
    case "licenses": return licenses("changes.licenses")
    case "licenses-at-renewal":
      return licenses("changes.licensesAtRenewal") ?? say.text("changes.nothingAtRenewal")
    case "licenses-assigned": return licenses("changes.assigned")
    case "product-at-renewal":
      return value.map { say.text("changes.productAtRenewal", ["product": visit.product($0)]) }
        ?? say.text("changes.nothingAtRenewal")
    case "renewal": return say.text("changes.renewed", dates(change))
    case "term": return say.text("changes.term", dates(change))
    case "begin": return say.text("changes.begins", dates(change))
    case "kind":
      return value.map { say.text("changes.kind", ["kind": say.text("words.kind-\($0)")]) }
    case "product": return say.text("changes.product", ["product": visit.product(value)])
    default: return rarer(change["change"], value)
    }
  }

  private func rarer(_ change: String?, _ value: String?) -> String? {
    let say = visit.say
    switch change {
    case "deletion-requested":
      return value.map { say.text("changes.deletionRequested", ["date": visit.dateTime($0)]) }
    case "trial-extended": return say.text("changes.trialExtended")
    case "custom-domains":
      return value.flatMap { Int($0) }.map { say.count("changes.customDomains", $0) }
    case "payment-method": return say.text("changes.paymentMethodRemoved")
    case "account-closed": return say.text("changes.accountClosed")
    case "arrears":
      return value.map { say.text("changes.pastDueSince", ["date": visit.date($0)]) }
        ?? say.text("changes.paid")
    default: return nil
    }
  }

  private func dates(_ change: [String: String]) -> [String: String] {
    [
      "start": change["start"].map(visit.date) ?? "",
      "end": change["end"].map(visit.date) ?? "",
    ]
  }
}
