import TenureDomain
import TenureEngine
import TenurePolicy

/// The dates that come, of all subscriptions of an account, and the secret addresses at which
/// calendar programs read them.
enum CalendarPage {
  struct Model: Sendable {
    struct Item: Sendable {
      let day: String
      let date: String
      let text: String
      let product: TextLink
      let isNext: Bool
    }

    struct Feed: Sendable {
      let id: String
      let label: String
      let made: String
      let who: String
    }

    struct Language: Sendable {
      let tag: String
      let name: String
      let isChosen: Bool
    }

    let path: String
    let items: [Item]
    let hasItems: Bool
    let pager: Pager
    let account: String
    let done: String?
    /// The address that was just made: it is shown this once.
    let address: String?
    let faults: [FormFault]
    let hasFaults: Bool
    let fault: String?
    let feeds: [Feed]
    let hasFeeds: Bool
    let mayMake: Bool
    let whyNot: String?
    let label: String
    let languages: [Language]
  }

  static let routes: [Route] = [
    .get("/accounts/{account}/calendar") { visit in
      try await page(try AccountVisit(visit), Said())
    },
    .post("/accounts/{account}/calendar", post),
  ]

  /// How many dates one page shows.
  private static let datesShown = 20

  /// What a form came to.
  private struct Said {
    var address: String?
    var done: String?
    var faults: [FormFault] = []
  }

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    if visit.form["do"] == "revoke" {
      guard let id = visit.form["feed"].flatMap({ FeedID($0) }) else { throw Trouble(.notFound) }
      _ = try await own.engine.revokeFeed(id, of: own.id, by: own.caller)
      return .go(Place.calendar(own.id).path([("done", "revoked")]))
    }
    guard let label = visit.form["label"] else {
      let fault = FormFault(field: "label", text: visit.text("calendar.no-label"))
      return try await page(own, Said(faults: [fault])).faulty
    }
    var body = ["label": label]
    body["language"] = visit.form["language"]
    let answer: Answer
    do {
      answer = try await own.engine.createFeed(
        try JSONText.bytes(body), in: own.id, at: visit.portal.settings.publicURL,
        by: own.caller, once: try visit.once())
    } catch EngineError.invalid(let faults) {
      guard try await feeds(own).count >= Engine.mostFeeds else {
        throw EngineError.invalid(faults)
      }
      let text = visit.text("calendar.too-many", ["most": visit.say.number(Engine.mostFeeds)])
      return try await page(own, Said(faults: [FormFault(field: "label", text: text)])).faulty
    }
    // Only a hash of the address is kept, so the page that shows it cannot be asked for again.
    guard let address = try JSONText.value(FeedBody.self, answer.body).address else {
      return try await page(own, Said(done: visit.text("calendar.made-before")))
    }
    return try await page(own, Said(address: address))
  }

  private static func page(_ own: AccountVisit, _ said: Said) async throws -> PageAnswer {
    let visit = own.visit
    let dates = try await CalendarDates(own).items()
    let start = visit.query["after"].flatMap { Int($0) }.map { min(max($0, 0), dates.count) } ?? 0
    let end = min(start + datesShown, dates.count)
    let shown = Page(Array(dates[start..<end]), next: end < dates.count ? "\(end)" : nil)
    let mayMake = own.may(.manageFeeds) && own.account.closed == nil
    let feeds = mayMake ? try await feeds(own) : []
    let model = Model(
      path: Place.calendar(own.id).path, items: shown.items, hasItems: !shown.items.isEmpty,
      pager: Pager(visit, .calendar(own.id), shown, step: datesShown),
      account: Place.account(own.id).path,
      done: said.done ?? own.done(["revoked"], of: "calendar"), address: said.address,
      faults: said.faults, hasFaults: !said.faults.isEmpty, fault: said.faults["label"],
      feeds: feeds, hasFeeds: !feeds.isEmpty, mayMake: mayMake,
      whyNot: own.closed ?? (mayMake ? nil : whyNot(visit)), label: visit.form["label"] ?? "",
      languages: visit.languages.map { tag in
        Model.Language(
          tag: tag, name: visit.engine.shelf.localizer(for: tag).text("portal.frame.language"),
          isChosen: tag == visit.language)
      })
    return .page(
      "calendar", title: visit.text("calendar.title"), lead: visit.text("calendar.lead"),
      in: .calendar, model)
  }

  private static func whyNot(_ visit: Visit) -> String {
    visit.text(visit.face == .support ? "calendar.not-support" : "calendar.not-your-role")
  }

  private static func feeds(_ own: AccountVisit) async throws -> [Model.Feed] {
    let feeds = try await own.engine.feeds(of: own.id, by: own.caller).items
      .filter { $0.revoked == nil }
    let names = try await own.names(of: Set(feeds.map(\.createdBy)))
    return feeds.map { feed in
      Model.Feed(
        id: feed.id, label: feed.label, made: own.visit.date(feed.created),
        who: names[feed.createdBy] ?? own.visit.text("account-page.program"))
    }
  }
}
