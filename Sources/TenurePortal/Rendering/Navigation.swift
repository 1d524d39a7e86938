import TenureDomain
import TenureEngine

/// Where somebody can go from any page, by face.
struct Navigation {
  private let visit: Visit

  init(_ visit: Visit) {
    self.visit = visit
  }

  /// Who has signed in, in words.
  var who: String {
    switch visit.session?.caller {
    case .person(let person)?: person.name ?? person.id.text
    case .program(let key)?: key.label
    case .console?, nil: ""
    }
  }

  /// Whose pages these are.
  var owner: String {
    if let account = visit.account { return account.name }
    return switch visit.face {
    case .support: visit.text("frame.support")
    case .operator: visit.text("frame.operator")
    default: ""
    }
  }

  /// The sections of the account that is shown, or of the operator.
  func sections(current: Section?) -> [Frame.Link] {
    if visit.face == .operator, visit.account == nil {
      return links(
        [
          (.overview, .overview), (.due, .due), (.events, .events), (.policies, .policies),
          (.health, .health),
        ], current)
    }
    guard let account = visit.account, let id = AccountID(account.id), visit.session != nil else {
      return []
    }
    var places: [(Section, Place)] = [(.account, .account(id))]
    if account.kind == "consumer" {
      places += [(.people, .people(id)), (.storage, .storage(id))]
    } else {
      places += [
        (.subscriptions, .subscriptions(id)), (.people, .people(id)), (.domains, .domains(id)),
      ]
    }
    places += [
      (.money, .money(id)), (.calendar, .calendar(id)), (.messages, .messages(id)),
      (.history, .history(id)), (.closing, .closing(id)),
    ]
    return links(places, current, isConsumer: account.kind == "consumer")
  }

  /// Where a support agent goes besides.
  func desk(current: Section?) -> [Frame.Link] {
    guard visit.face == .support else { return [] }
    return links([(.support, .support), (.cases, .cases)], current)
  }

  private func links(
    _ places: [(Section, Place)], _ current: Section?, isConsumer: Bool = false
  ) -> [Frame.Link] {
    places.map { section, place in
      let key = isConsumer ? "frame.own-sections" : "frame.sections"
      return Frame.Link(
        text: visit.text("\(key).\(section.rawValue)"), path: place.path,
        isCurrent: section == current)
    }
  }
}
