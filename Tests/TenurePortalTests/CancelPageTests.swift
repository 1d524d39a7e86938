import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

@Suite struct CancelPageTests {
  static let path = Place.cancel(PortalWorld.fjord, PortalWorld.premium).path
  private static let familyPath = Place.cancel(PortalWorld.hansen, PortalWorld.family).path

  @Test func `everything about a cancellation stands on one page`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(Self.path, as: .kari)
      #expect(page.status == 200)
      for text in [
        "Cancel Microsoft 365 Business Premium",
        // 10 * 12.50 = 125.00; 26 of 31 days are left: 125.00 * 26 / 31 = 104.8387…
        "Your subscription ends as soon as you confirm, and you get 104.84 EUR back.",
        "125.00 EUR", "× 26 ÷ 31",
        "104.838709… EUR", "104.84 EUR",
        "8 users lose their apps, their services and their data.", "15 March 2025",
        // Cancelled on 15 March: disabled for 90 days, data gone after 180.
        "13 June 2025", "No later than 11 September 2025", "8 licenses are assigned.",
        "It is not renewed, and full access ends on 10 May 2025. "
          + "Nothing comes back, and nothing more is charged.",
      ] { #expect(page.text.contains(text), "\(text)") }
      for place in [
        Place.export(PortalWorld.fjord, PortalWorld.premium), .people(PortalWorld.fjord),
        .act(PortalWorld.fjord, PortalWorld.premium, .turnOffRecurringBilling),
        .act(PortalWorld.fjord, PortalWorld.premium, .reduceLicenses),
        .subscription(PortalWorld.fjord, PortalWorld.premium),
      ] { #expect(page.links.contains(place.path), "\(place.path)") }
      // Premium has every service of its line, so no plan could be changed to.
      let change = Place.act(PortalWorld.fjord, PortalWorld.premium, .changePlan)
      #expect(!page.links.contains(change.path))
    }
  }

  @Test func `nothing is chosen beforehand, and both buttons weigh the same`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(Self.path, as: .kari)
      let radios = page.tags("input").filter { $0["type"] == "radio" }
      #expect(radios.map { $0["value"] } == LeavingReason.words)
      #expect(radios.allSatisfy { $0["checked"] == nil && $0["required"] != nil })
      let row = try #require(page.main.pieces(from: "<div class=\"row even\">", to: "</div>").first)
      #expect(SeenPage.tags("button", in: row) == [["class": "button"]])
      #expect(SeenPage.tags("a", in: row).map { $0["class"] } == ["button"])
      #expect(page.forms.count == 1)
    }
  }

  @Test func `a family's page says what each person loses`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(Self.familyPath, as: .lars)
      for text in [
        "You:", "Emma Hansen:", "129.00 NOK",
        "That is everything that was charged for the current period.",
        "The files stay for now, but the cloud storage falls to 5 GB. That is 35 GB too "
          + "little for what is there, and nothing can be uploaded or changed until it fits.",
        "You need not answer. The list is ours, and what you choose changes nothing about the "
          + "outcome.",
      ] { #expect(page.text.contains(text), "\(text)") }
      #expect(page.tags("input").allSatisfy { $0["required"] == nil })
    }
  }

  @Test func `a cancellation leads to its receipt, in two activations from home`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let home = try await browser.get(Place.account(PortalWorld.fjord).path)
      #expect(home.links.contains(Self.path))
      let page = try await browser.get(Self.path)
      let done = try await browser.send(
        page.filled(["reason": "not-used", "feedback": "Too <b>much</b>"]), to: Self.path)
      #expect(done.status == 303)
      #expect(try await world.subscription(PortalWorld.premium).state == "disabled")
      let receipt = try await browser.get(try #require(done.location))
      #expect(receipt.status == 200)
      #expect(
        receipt.text.contains("Microsoft 365 Business Premium has been cancelled"))
      #expect(receipt.text.contains("104.84 EUR"))
      #expect(receipt.text.contains("It is not used"))
      let event = try #require(
        try await world.events(EventType.carriedOut, of: PortalWorld.premium).first)
      let data = try #require(event.personal?.data)
      #expect(
        try JSONText.value([String: String].self, data) == ["feedback": "Too <b>much</b>"])
    }
  }

  @Test func `a form that is sent twice acts once`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let form = try await browser.get(Self.path).filled(["reason": "other"])
      let first = try await browser.send(form, to: Self.path)
      let second = try await browser.send(form, to: Self.path)
      #expect(first.status == 303)
      #expect(second.location == first.location)
      #expect(
        try await world.events(EventType.carriedOut, of: PortalWorld.premium).count == 1)
      #expect(try await world.events(EventType.answered, of: PortalWorld.premium).isEmpty)
    }
  }

  @Test func `a form that is changed after Back acts once and says what holds`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let page = try await browser.get(Self.path)
      let first = try await browser.send(page.filled(["reason": "other"]), to: Self.path)
      let again = try await browser.send(
        page.filled(["reason": "not-used", "feedback": "More"]), to: Self.path)
      #expect(again.status == 409)
      #expect(again.text.contains("Something has changed since you opened this page"))
      #expect(again.text.contains("There is nothing left to cancel."))
      #expect(again.links.contains(try #require(first.location)))
      #expect(
        try await world.events(EventType.carriedOut, of: PortalWorld.premium).count == 1)
    }
  }

  @Test func `a missing reason is asked for, and what was typed stays`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.post(Self.path, ["feedback": "Æ \"ø\" <å>"], as: .kari)
      #expect(page.status == 422)
      #expect(page.html.contains("<title>Error: Cancel Microsoft 365 Business Premium"))
      #expect(page.tags("a").contains { $0["href"] == "#reason" })
      #expect(page.tags("input").contains { $0["id"] == "reason" })
      #expect(page.text.contains("Error: Choose why you are cancelling. The terms ask for it."))
      #expect(page.main.contains("Æ &quot;ø&quot; &lt;å&gt;</textarea>"))
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
    }
  }

  @Test func `a page that was open for long does what it showed if nothing differs`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let form = try await browser.get(Self.path).filled(["reason": "other"])
      world.wait(hours: 1)
      let done = try await browser.send(form, to: Self.path)
      #expect(done.status == 303)
      #expect(try await world.subscription(PortalWorld.premium).state == "disabled")
    }
  }

  @Test func `a page that shows too much money is shown anew`() async throws {
    let evening = try #require(Timestamp("2025-03-15T20:00:00Z"))
    try await PortalWorld.with(at: evening) { world in
      let browser = try await world.browser(.kari)
      let form = try await browser.get(Self.path).filled(["reason": "other", "feedback": "Hm"])
      world.wait(hours: 4)
      let page = try await browser.send(form, to: Self.path)
      #expect(page.status == 409)
      // 125.00 * 25 / 31 = 100.806…
      #expect(page.text.contains("Refund: before 104.84 EUR, now 100.81 EUR."))
      #expect(
        page.text.contains("End of access: before 15 March 2025, now 16 March 2025."))
      #expect(page.main.contains("Hm</textarea>"))
      #expect(page.tags("input").contains { $0["value"] == "other" && $0["checked"] != nil })
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
      let done = try await browser.send(page.filled(["reason": "other"]), to: Self.path)
      #expect(done.status == 303)
    }
  }

  @Test func `a form without its quote does nothing`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      var form = try await browser.get(Self.path).filled(["reason": "other"])
      form["quote"] = nil
      #expect(try await browser.send(form, to: Self.path).status == 409)
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
    }
  }

  @Test func `a form of another site does nothing`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let form = try await browser.get(Self.path).filled(["reason": "other"])
      #expect(try await browser.send(form, to: Self.path, from: "cross-site").status == 403)
      var guessed = form
      guessed["token"] = "guessed"
      #expect(try await browser.send(guessed, to: Self.path).status == 409)
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
    }
  }

  @Test func `who has to sign in again keeps what was typed`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let form = try await browser.get(Self.path).filled(["reason": "other", "feedback": "Kept"])
      browser.forget()
      let signIn = try await browser.send(form, to: Self.path)
      #expect(signIn.forms.count > 0)
      let page = try await browser.send(
        signIn.filled(["provider": "demo", "answer": PortalWorld.Person.kari.answer]),
        to: Place.signIn.path)
      #expect(page.status == 200)
      #expect(page.main.contains("Kept</textarea>"))
      #expect(page.tags("input").contains { $0["value"] == "other" && $0["checked"] != nil })
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
      let done = try await browser.send(page.filled(["reason": "other"]), to: Self.path)
      #expect(done.status == 303)
    }
  }

  @Test func `markup in names and domains comes out as text`() async throws {
    try await PortalWorld.with { world in
      let name = "<script>alert(1)</script> \\\" & {{x}}"
      try await world.addAccount(
        #"""
        {"id": "odd", "name": "\#(name)", "kind": "consumer",
         "family": "microsoft-365-consumer", "country": "NO", "timeZone": "Europe/Oslo",
         "language": "en", "storage": {"used": 40000000000},
         "people": [{"id": "lars", "name": "\#(name)", "roles": ["owner"]},
                    {"id": "emma", "name": "\#(name)", "roles": ["family-member"]}]}
        """#)
      try await world.addSubscription(
        "odd", to: AccountID(stored: "odd"),
        [
          "product": #""family""#, "started": #""2025-03-01T09:00:00Z""#,
          "term": #"{"start": "2025-03-01", "end": "2025-04-01", "interval": "month"}"#,
          "recurringBilling": "true", "paymentMethod": #""on-file""#,
          "sharedWith": #"[{"person": "emma", "storage": {"used": 8000000000}}]"#,
        ])
      let path = Place.cancel(AccountID(stored: "odd"), SubscriptionID(stored: "odd")).path
      let page = try await world.get(path, as: .sam)
      #expect(page.status == 200)
      #expect(!page.html.contains("<script"))
      #expect(page.text.contains("<script>alert(1)</script> \" & {{x}}"))
    }
  }

  @Test(arguments: [
    ("en", "Cancel the subscription", "Keep the subscription", "104.84 EUR"),
    ("nb", "Si opp abonnementet", "Behold abonnementet", "104,84 EUR"),
    ("da", "Opsig abonnementet", "Behold abonnementet", "104,84 EUR"),
    ("lv", "Atcelt abonementu", "Paturēt abonementu", "104,84 EUR"),
  ])
  func `the page speaks each language`(
    language: String, cancel: String, keep: String, amount: String
  ) async throws {
    try await PortalWorld.with { world in
      let page = try await world.browser(.kari, language: language).get(Self.path)
      #expect(page.html.contains("<html lang=\"\(language)\""))
      for text in [cancel, keep, amount] { #expect(page.text.contains("\n\(text)"), "\(text)") }
      // No line ends between an amount and its currency.
      #expect(page.main.contains(">\(amount.replacing(" ", with: "\u{A0}"))<"))
      #expect(page.html.utf8.count < 20_000)
    }
  }
}
