import TenureDomain
import TenureEngine
import TenurePolicy

/// Something about a subscription that its people should see to, or know.
struct Concern: Sendable {
  struct Link: Sendable {
    let text: String
    let path: String
  }

  /// The subscription's id.
  let subscription: String
  fileprivate(set) var name: String
  let path: String
  let text: String
  fileprivate(set) var links: [Link]
  /// The lower, the sooner it is told.
  let rank: Int

  /// What is to be said of a subscription; empty if it is in order.
  ///
  /// - Parameter timeline: its dates; nil where they were not looked up.
  static func all(_ words: SubscriptionWords, _ timeline: TimelineBody?) -> [Concern] {
    ConcernFinding(words: words, timeline: timeline).concerns
  }

  /// Whether the dates of a subscription say more than it does itself.
  static func asksForDates(_ words: SubscriptionWords) -> Bool {
    switch words.state {
    case .expired, .disabled, .suspended: true
    case .active: words.body.pastDue || words.surplus > 0
    default: false
    }
  }
}

private struct ConcernFinding {
  let words: SubscriptionWords
  let timeline: TimelineBody?

  /// What ends within so many days is told of. Whoever turned recurring billing off knows it.
  private static let soon = 30

  private var visit: Visit { words.visit }
  private var today: CalendarDate { visit.zone.localDate(of: visit.now) }
  private var body: SubscriptionBody { words.body }

  var concerns: [Concern] {
    [unpaid, paymentMethod, surplus, conversion, ended, ending].compactMap { $0 }
  }

  private var unpaid: Concern? {
    guard body.pastDue else { return nil }
    let end = date(.accessEnds)
    let text =
      end.map { visit.text("words.concerns.unpaid-until", ["date": $0]) }
      ?? visit.text("words.concerns.unpaid")
    return concern(text, [.payBalance, .updatePaymentMethod], rank: 0)
  }

  private var paymentMethod: Concern? {
    guard words.isActive, body.recurringBilling == true, !body.pastDue,
      body.paymentMethod == "needs-update"
    else { return nil }
    return concern(visit.text("words.concerns.payment-method"), [.updatePaymentMethod], rank: 1)
  }

  private var surplus: Concern? {
    guard words.isActive, words.surplus > 0 else { return nil }
    let text = visit.count("words.concerns.surplus", words.surplus)
    let freed = date(.licensesFreedBy)
      .map { " " + visit.text("words.concerns.surplus-until", ["date": $0]) }
    var found = concern(text + (freed ?? ""), [.unassignLicenses], rank: 2)
    found.append(.addLicenses, words)
    return found
  }

  /// A trial that becomes a paid subscription by itself.
  private var conversion: Concern? {
    guard words.isActive, let outlook = body.outlook, outlook.kind == .converts else { return nil }
    var values = ["date": visit.date(outlook.date)]
    values["price"] = words.totalPrice
    let key = words.totalPrice == nil ? "converts" : "converts-for"
    var found = concern(visit.text("words.concerns.\(key)", values), [], rank: 2)
    found.append(.turnOffRecurringBilling, words)
    return found
  }

  private var ended: Concern? {
    switch words.state {
    case .expired, .disabled, .suspended: break
    default: return nil
    }
    let since = body.ending.map { visit.date($0.date) }
    var parts = [
      since.map { visit.text("words.concerns.ended", ["date": $0]) } ?? words.stateName + "."
    ]
    let isAhead = instant(.reactivableUntil).map { $0 > visit.now } ?? false
    if isAhead, let until = date(.reactivableUntil) {
      parts.append(visit.text("words.concerns.reactivable", ["date": until]))
    }
    if let gone = date(.dataDeletedBy) ?? date(.storageMayBeDeletedFrom) {
      let key = date(.dataDeletedBy) == nil ? "storage-from" : "data-gone"
      parts.append(visit.text("words.concerns.\(key)", ["date": gone]))
    }
    var found = concern(parts.joined(separator: " "), [], rank: 3)
    if isAhead || words.isConsumers { found.append(.reactivate, words) }
    if body.access?.admins == Access.Administrators.backup.rawValue {
      found.links.append(
        Concern.Link(
          text: visit.text("words.concerns.export"),
          path: Place.export(words.account, words.id).path))
    }
    return found
  }

  private var ending: Concern? {
    guard words.isActive, !body.pastDue, let outlook = body.outlook, outlook.kind == .ends,
      let day = CalendarDate(outlook.date), day < today.adding(days: Self.soon)
    else { return nil }
    let key =
      body.kind == SubscriptionKind.prepaid.rawValue
      ? "prepaid"
      : body.recurringBilling != false ? "ends-anyway" : words.isTrial ? "trial" : "ends"
    let text = visit.text("words.concerns.\(key)", ["date": visit.date(outlook.date)])
    var found = concern(text, [], rank: 4)
    if key == "trial" || key == "ends" { found.append(.turnOnRecurringBilling, words) }
    return found
  }

  private func instant(_ kind: MilestoneKind) -> Timestamp? {
    timeline?.milestones.first { $0.milestone == kind.rawValue }.flatMap { Timestamp($0.at) }
  }

  private func date(_ kind: MilestoneKind) -> String? {
    timeline?.milestones.first { $0.milestone == kind.rawValue }
      .flatMap { visit.day(of: $0) }.map { visit.say.date($0) }
  }

  private func concern(_ text: String, _ steps: [OutsideStep], rank: Int) -> Concern {
    let links = steps.compactMap { step -> Concern.Link? in
      WayLink.path(
        of: step.rawValue, to: nil, on: words.id, of: words.account, visit
      ).map { Concern.Link(text: visit.say.name(of: .step(step)), path: $0) }
    }
    return Concern(
      subscription: words.body.id, name: words.name, path: words.place.path, text: text,
      links: links, rank: rank)
  }
}

extension Concern {
  /// The same with a link to an act's page.
  fileprivate func with(_ act: ActKind, _ words: SubscriptionWords) -> Concern {
    guard words.visit.mayAct else { return self }
    let place = Place.page(of: act, on: words.id, of: words.account)
    let link = Link(text: words.visit.say.name(of: .act(act)), path: place.path)
    var concern = self
    concern.links.append(link)
    return concern
  }

  fileprivate mutating func append(_ act: ActKind, _ words: SubscriptionWords) {
    self = with(act, words)
  }

  /// The same under the name that the subscription has in a list.
  func named(_ names: [String: String]) -> Concern {
    var concern = self
    concern.name = names[subscription] ?? name
    return concern
  }
}
