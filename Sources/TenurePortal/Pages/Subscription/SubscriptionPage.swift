import TenureDomain
import TenureEngine
import TenurePolicy

/// One subscription: how it stands, what follows, what can be done and what cannot.
enum SubscriptionPage {
  struct Model: Sendable {
    /// That it was just bought, in a sentence.
    let bought: String?
    let badge: String
    let state: String
    let concerns: [Concern]
    let acts: ActChoices
    let facts: [FactLine]
    let access: [String]
    let timeline: TimelineView
    let hasTimeline: Bool
    /// Facts without which further dates are not known; nil if none is.
    let open: String?
    let calendarFile: String
    let calendar: String
    let history: String
    let options: String
    let messages: String
    let export: String?
  }

  static let routes: [Route] = [.get("/accounts/{account}/subscriptions/{subscription}", get)]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let id = AccountID(stored: account.id)
    let name = try visit.subscriptionID()
    let caller = try visit.caller()
    let body = try await visit.engine.subscription(name, of: id, by: caller).body
    let standing = try await visit.engine.timeline(
      of: name, in: id, by: caller, language: visit.language
    ).body
    let options = try await visit.engine.options(
      of: name, in: id, by: caller, language: visit.language
    ).body
    let words = SubscriptionWords(body, visit)
    let view = TimelineView(
      standing.timeline, after: words.earlier, visit)
    let model = Model(
      bought: visit.query["done"] == "bought" ? visit.text("buy.done-bought") : nil,
      badge: words.badge, state: words.stateName,
      concerns: Concern.all(words, standing.timeline),
      acts: ActChoices(
        try await ActProbe(words).filled(options.options), by: options.edition.id, words),
      facts: try await SubscriptionFacts(words).lines(),
      access: access(body.access, account, visit), timeline: view, hasTimeline: !view.isEmpty,
      open: open(standing.timeline, visit), calendarFile: Place.calendarFile(id, name).path,
      calendar: Place.calendar(id).path,
      history: Place.history(id).path([("subscription", name.text)]),
      options: Place.options(id, name).path, messages: Place.messages(id).path,
      export: words.isConsumers || body.state == "deleted" ? nil : Place.export(id, name).path)
    return .page(
      "subscription", title: words.name, lead: words.standing,
      in: account.kind == AccountKind.consumer.rawValue ? .account : .subscriptions,
      under: crumbs(account, id, visit), model)
  }

  private static func crumbs(
    _ account: AccountBody, _ id: AccountID, _ visit: Visit
  ) -> [Crumb] {
    let home = Crumb(account.name, .account(id))
    guard account.kind != AccountKind.consumer.rawValue else { return [home] }
    return [home, Crumb(visit.text("products.title"), .subscriptions(id))]
  }

  private static func access(
    _ body: AccessBody?, _ account: AccountBody, _ visit: Visit
  ) -> [String] {
    guard let body, let users = Access.Users(rawValue: body.users),
      let admins = Access.Administrators(rawValue: body.admins)
    else { return [] }
    return visit.say.lines(
      Access(users: users, admins: admins), of: AccountKind(rawValue: account.kind))
  }

  private static func open(_ timeline: TimelineBody, _ visit: Visit) -> String? {
    guard !timeline.open.isEmpty else { return nil }
    let facts = visit.say.list(timeline.open.map { visit.text(of: $0) })
    return visit.text("subscription.open", ["facts": facts])
  }
}

extension SubscriptionWords {
  /// What happened to it before its next dates.
  fileprivate var earlier: [TimelineView.Entry] {
    var entries: [TimelineView.Entry] = []
    func add(_ text: String?, _ key: String) {
      guard let text, let moment = moment(text), moment.at <= visit.now else { return }
      entries.append(
        TimelineView.Entry(
          day: moment.day, at: moment.at, bound: .on, text: visit.text("subscription.past.\(key)")))
    }
    add(body.started, "started")
    if body.started.flatMap({ moment($0)?.day }) != body.term.flatMap({ CalendarDate($0.start) }) {
      add(body.term?.start, body.renewed ? "renewed" : "term")
    }
    for addition in body.additions { add(addition.at, "licenses-added") }
    if let cause = body.ending?.cause, cause != EndingCause.termEnd.rawValue {
      add(body.ending?.at, "ended-\(cause)")
    }
    add(body.deletionRequested, "deletion-requested")
    return entries
  }

  private func moment(_ text: String) -> (day: CalendarDate, at: Timestamp)? {
    if let day = CalendarDate(text) { return (day, visit.zone.startOfDay(day)) }
    return Timestamp(text).map { (visit.zone.localDate(of: $0), $0) }
  }
}
