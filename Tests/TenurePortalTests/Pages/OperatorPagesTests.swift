import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// What the operator sees of all accounts: events, what is due, and how the work goes.
@Suite struct OperatorPagesTests {
  @Test func `events are told in words, newest first, without names`() async throws {
    try await PortalWorld.with { world in
      world.clock.move(to: PortalWorld.start.adding(days: 1))
      _ = try await world.engine.carryOut(
        ActRequest(Act(.cancel), reason: .notUsed), on: PortalWorld.premium,
        of: PortalWorld.fjord, by: .person(try await world.person("kari")))
      let page = try await world.getAsOperator(Place.events.path)
      #expect(page.status == 200)
      let act = try #require(page.text.firstRange(of: "Cancel: done"))
      let begun = try #require(page.text.firstRange(of: "The account was opened"))
      #expect(act.lowerBound < begun.lowerBound)
      #expect(!page.text.contains("Kari Nordmann"))
      #expect(page.text.contains("kari"))
      #expect(page.links.contains(Place.history(PortalWorld.hansen).path))
      #expect(
        page.links.contains(Place.subscription(PortalWorld.fjord, PortalWorld.premium).path))
    }
  }

  @Test func `every event stands on exactly one page`() async throws {
    try await PortalWorld.with { world in
      for number in 1...45 {
        _ = try await world.engine.addDomain(
          "d\(number).example", to: PortalWorld.fjord, by: .console)
      }
      let browser = try await world.operatorBrowser()
      var path: String? = Place.events.path
      var told: [String] = []
      while let present = path {
        let page = try await browser.get(present)
        told += page.text.split(separator: "\n").map(String.init)
          .filter { $0.hasPrefix("Domain added: ") }
        path = page.tags("a").first { $0["rel"] == "next" }?["href"]
      }
      #expect(told == (1...45).reversed().map { "Domain added: d\($0).example" })
    }
  }

  @Test func `what is due next stands first and leads to its account`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.getAsOperator(Place.due.path)
      #expect(page.status == 200)
      #expect(page.links.contains(Place.account(PortalWorld.fjord).path))
      #expect(page.text.contains("Microsoft 365 Business Premium"))
      let tabs = page.links.filter { $0.hasPrefix("\(Place.due.path)?show=") }
      #expect(tabs.count == DuePage.Show.allCases.count)
    }
  }

  @Test(arguments: DuePage.Show.allCases)
  func `an empty list says what would be there`(show: DuePage.Show) async throws {
    try await PortalWorld.with { world in
      let page = try await world.getAsOperator("\(Place.due.path)?show=\(show.rawValue)")
      #expect(page.status == 200)
      #expect(page.tags("div").contains { $0["class"] == "empty" } == (show != .dates))
    }
  }

  @Test func `failed work can be tried again, once`() async throws {
    try await PortalWorld.with { world in
      let now = world.clock.now()
      try await world.store.write { tx in
        try tx.fail(
          FailedWork(
            place: WorkPlace(account: PortalWorld.fjord, subscription: PortalWorld.premium),
            attempts: 5, problem: "the edition is missing", retry: nil, setAside: now))
      }
      let browser = try await world.operatorBrowser()
      let page = try await browser.get(Place.health.path)
      #expect(page.text.contains("the edition is missing"))
      #expect(page.hidden["subscription"] == "premium")
      let answer = try await browser.send(page.hidden, to: Place.health.path)
      #expect(answer.location == "\(Place.health.path)?done=retried")
      #expect(try await browser.get(Place.health.path).text.contains("Nothing failed."))
      let again = try await browser.send(page.hidden, to: Place.health.path)
      #expect(again.location == "\(Place.health.path)?done=gone")
    }
  }

  @Test func `a brake says why it is on and what its release does`() async throws {
    try await PortalWorld.with { world in
      let now = world.clock.now()
      try await world.store.write { tx in
        _ = try tx.apply(.deletions, because: "900 deletions are due", at: now)
      }
      let browser = try await world.operatorBrowser()
      let page = try await browser.get(Place.health.path)
      #expect(page.text.contains("900 deletions are due"))
      #expect(page.text.contains("nobody can undo that"))
      #expect(page.text.contains("tenure brakes release deletions"))
      let answer = try await browser.send(page.hidden, to: Place.health.path)
      #expect(answer.location == "\(Place.health.path)?done=released")
      let isOn = try await world.store.read { try $0.isOn(.deletions) }
      #expect(!isOn)
    }
  }

  @Test func `each brake is released by its own form, once`() async throws {
    try await PortalWorld.with { world in
      let now = world.clock.now()
      try await world.store.write { tx in
        for brake in Brake.allCases { _ = try tx.apply(brake, because: "a test", at: now) }
      }
      let browser = try await world.operatorBrowser()
      let page = try await browser.get(Place.health.path)
      #expect(page.forms.count == Brake.allCases.count)
      for form in page.forms {
        let tags = SeenPage.tags("input", in: form)
        let fields = Dictionary(
          uniqueKeysWithValues: tags.map { ($0["name"] ?? "", $0["value"] ?? "") })
        let brake = try #require(fields["brake"].flatMap { Brake(rawValue: $0) })
        let isOn = try await world.store.read { try $0.isOn(brake) }
        #expect(isOn)
        let answer = try await browser.send(fields, to: Place.health.path)
        #expect(answer.location == "\(Place.health.path)?done=released")
        let isStillOn = try await world.store.read { try $0.isOn(brake) }
        #expect(!isStillOn)
        let again = try await browser.send(fields, to: Place.health.path)
        #expect(again.status == 303)
      }
      let after = try await browser.get("\(Place.health.path)?done=released")
      #expect(after.forms.isEmpty)
      #expect(after.text.contains("operator"))
    }
  }

  @Test func `holds and the server itself are told`() async throws {
    try await PortalWorld.with { world in
      _ = try await world.engine.placeHold(
        Array(#"{"reason": "a court <asked>", "legal": true}"#.utf8), on: PortalWorld.fjord,
        by: .console)
      let page = try await world.getAsOperator(Place.health.path)
      #expect(page.text.contains("a court <asked>"))
      #expect(page.text.contains("for a legal reason"))
      #expect(page.text.contains("Every edition in the folder and in the database is served."))
    }
  }

  @Test func `nobody else sees them`() async throws {
    try await PortalWorld.with { world in
      for person in [PortalWorld.Person.kari, .lars, .sam] {
        let browser = try await world.browser(person)
        for place in [Place.events, .due, .health] {
          #expect(try await browser.get(place.path).status == 403)
        }
        let answer = try await browser.send(["brake": "deletions"], to: Place.health.path)
        #expect(answer.status == 403)
      }
    }
  }
}

/// An operator looks at accounts, and leaves acts to their people and to support.
@Suite struct OperatorLookingTests {
  private static let fjord = PortalWorld.fjord
  private static let premium = PortalWorld.premium

  @Test(arguments: [
    Place.account(fjord), .subscriptions(fjord), .subscription(fjord, premium), .people(fjord),
    .domains(fjord), .money(fjord), .calendar(fjord), .messages(fjord), .history(fjord),
    .options(fjord, premium), .account(PortalWorld.hansen), .people(PortalWorld.hansen),
    .storage(PortalWorld.hansen), .subscription(PortalWorld.hansen, PortalWorld.family),
  ])
  func `every page of an account can be looked at, and offers nothing`(
    place: Place
  ) async throws {
    try await PortalWorld.with { world in
      let page = try await world.getAsOperator(place.path)
      #expect(page.status == 200)
      #expect(page.text.contains("as an operator"))
      #expect(page.forms.isEmpty)
      let acts = page.links.filter {
        $0.contains("/acts/") || $0.hasSuffix("/cancel") || $0.contains("/closing")
      }
      #expect(acts.isEmpty)
    }
  }

  @Test func `a subscription and every decision on it are told as to support`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium(
        "crowded", ["licenses": #"{"purchased": 40, "assigned": 30}"#])
      let crowded = SubscriptionID(stored: "crowded")
      let browser = try await world.operatorBrowser()
      let page = try await browser.get(Place.subscription(Self.fjord, crowded).path)
      #expect(page.text.contains("12.50 EUR per license a month"))
      #expect(page.links.contains(Place.options(Self.fjord, crowded).path))
      let options = try await browser.get(Place.options(Self.fjord, crowded).path)
      let support = try await world.get(Place.options(Self.fjord, crowded).path, as: .sam)
      #expect(options.text.contains("In the role\nSupport agent"))
      func told(_ page: SeenPage) -> [String] {
        page.tags("section").compactMap { $0["aria-labelledby"] }
      }
      #expect(told(options).count > 10 && told(options) == told(support))
      for rule in support.links.filter({ $0.contains("?rule=") }) {
        #expect(options.links.contains(rule))
      }
    }
  }

  @Test(arguments: [
    Place.cancel(fjord, premium), .act(fjord, premium, .turnOffRecurringBilling),
    .closing(fjord), .callBack(fjord, about: nil),
  ])
  func `what does something says who does it instead`(place: Place) async throws {
    try await PortalWorld.with { world in
      let page = try await world.getAsOperator(place.path)
      #expect(page.status == 403)
      #expect(page.text.contains("Operators look and do not act"))
    }
  }

  @Test func `no form of an account does anything for an operator`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.operatorBrowser()
      let answer = try await browser.send(
        ["token": browser.formToken, "once": "1", "domain": "new.example"],
        to: Place.domains(Self.fjord).path)
      #expect(answer.status == 403)
      let domains = try await world.store.read { try $0.domains(of: Self.fjord) }
      #expect(domains.isEmpty)
    }
  }
}
