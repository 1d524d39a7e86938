import TenureDomain
import TenureEngine

/// Where somebody can go from any page, by face.
struct Navigation {
  private let visit: Visit

  init(_ visit: Visit) {
    self.visit = visit
  }

  /// Who has signed in, in words; nil for nobody.
  var who: String? {
    switch visit.session?.caller {
    case .person(let person)?: person.name ?? person.id.text
    case .program(let key)?: key.label
    case .console?, nil: nil
    }
  }

  /// Whose pages these are.
  var owner: String? {
    if let account = visit.account { return account.name }
    return switch visit.face {
    case .support: visit.text("frame.support")
    case .operator: visit.text("frame.operator")
    default: nil
    }
  }

  /// Whom a support agent acts for, in a sentence.
  var actingFor: String? {
    guard visit.face == .support, let account = visit.account else { return nil }
    return visit.text("frame.acting-for", ["account": account.name])
  }

  /// Whose pages an operator looks at, in a sentence.
  var lookingAt: String? {
    guard visit.face == .operator, let account = visit.account else { return nil }
    return visit.text("frame.looking-at", ["account": account.name])
  }

  /// Where one asks to be called about what is shown: the account, one of its subscriptions, and
  /// what one was about to do with it.
  var help: String? {
    guard let account = visit.account, visit.session != nil, visit.face != .operator else {
      return nil
    }
    let subscription = visit.parameters["subscription"].flatMap { SubscriptionID($0) }
    let place = Place.callBack(AccountID(stored: account.id), about: subscription)
    return act.map { place.path([("act", $0.rawValue)]) } ?? place.path
  }

  /// What the page that is shown is about to do; nil where it only shows.
  private var act: ActKind? {
    if let act = visit.parameters["act"].flatMap(ActKind.init(rawValue:)) { return act }
    return visit.path.hasSuffix("/cancel") ? .cancel : nil
  }

  /// In which time the moments of the page are told.
  var times: String? {
    guard let account = visit.account else {
      return visit.face == .operator ? visit.text("frame.times", ["zone": "UTC"]) : nil
    }
    if let clock = account.clock {
      return visit.text("frame.clock", ["time": visit.dateTime(clock)])
    }
    return visit.text("frame.times", ["zone": account.timeZone])
  }

  /// The sections of the account that is shown, or of the face.
  func sections(current: Section?) -> [Frame.Link] {
    guard visit.session != nil else { return [] }
    if let account = visit.account {
      return sections(of: account, AccountID(stored: account.id), current)
    }
    switch visit.face {
    case .operator:
      return links(
        [
          (.overview, .overview), (.due, .due), (.events, .events), (.policies, .policies),
          (.health, .health),
        ], current)
    case .support: return links([(.support, .support), (.cases, .cases)], current)
    default: return []
    }
  }

  private func sections(
    of account: AccountBody, _ id: AccountID, _ current: Section?
  ) -> [Frame.Link] {
    let isConsumer = account.kind == "consumer"
    var places: [(Section, Place)] = [(.account, .account(id))]
    if isConsumer {
      places += [(.people, .people(id)), (.storage, .storage(id))]
    } else {
      places += [
        (.subscriptions, .subscriptions(id)), (.people, .people(id)), (.domains, .domains(id)),
      ]
    }
    places += [
      (.money, .money(id)), (.calendar, .calendar(id)), (.messages, .messages(id)),
      (.history, .history(id)),
    ]
    if visit.face != .operator { places.append((.closing, .closing(id))) }
    let caller = visit.session?.caller
    let open = places.filter { section, _ in
      guard let operation = Self.needed[section] else { return true }
      return (try? caller?.may(operation, in: id)) != nil
    }
    return links(open, current, isConsumer: isConsumer)
  }

  /// What somebody must be allowed to see a section at all; of the others everybody sees a part.
  private static let needed: [Section: Operation] = [
    .money: .readLedger, .messages: .readMessages, .history: .readEvents,
  ]

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
