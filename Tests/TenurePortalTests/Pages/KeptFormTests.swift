import HTTPTypes
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// Whoever has to sign in again finds what they had typed, and nothing is done before they send it.
@Suite struct KeptFormTests {
  private let path = CancelPageTests.path
  private let feedback = "Too dear, and the robots \"help\" <b>nobody</b>"
  private let signIn = Place.signIn.path

  /// The sign-in page that somebody sees whose session ended on a form.
  private func lapsed(
    _ browser: Browser, _ form: [String: String], at path: String? = nil
  ) async throws -> SeenPage {
    browser.forget()
    return try await browser.send(form, to: path ?? self.path)
  }

  private func cancelling(_ world: PortalWorld, _ browser: Browser) async throws -> [String: String]
  {
    try await browser.enter(.kari)
    return try await browser.get(path).filled(["reason": "other", "feedback": feedback])
  }

  private func typed(_ page: SeenPage) -> String? {
    page.main.pieces(from: "<textarea", to: "</textarea>").first.map { SeenPage.text(of: $0) }
  }

  // MARK: Signing in again

  @Test func `what was typed stands there again, and is done once it is sent`() async throws {
    try await PortalWorld.with { world in
      let browser = try SignInPageTests.browser(world, [CodeSignIn()])
      let page = try await lapsed(browser, try await cancelling(world, browser))
      #expect(page.text.contains("What you typed is kept"))
      let code = try await SignInPageTests.code(world)
      let again = try await browser.send(page.filled(["answer": code]), to: signIn)
      #expect(again.status == 200 && typed(again) == feedback)
      #expect(again.text.contains("nothing has been done yet"))
      #expect(try await world.events(EventType.carriedOut, of: PortalWorld.premium).isEmpty)
      let sent = again.filled(["reason": "other", "feedback": feedback])
      #expect(try await browser.send(sent, to: path).location?.contains("/receipts/") == true)
    }
  }

  @Test func `somebody else whom it is not for is signed in all the same, and told`() async throws {
    try await PortalWorld.with { world in
      let browser = try SignInPageTests.browser(world, [CodeSignIn()])
      let page = try await lapsed(browser, try await cancelling(world, browser))
      let code = try await SignInPageTests.code(world, for: .lars)
      let answer = try await browser.send(page.filled(["answer": code]), to: signIn)
      #expect(answer.status == 403)
      #expect(answer.text.contains("You are signed in"))
      #expect(answer.text.contains("belongs to a page that is not for you"))
      #expect(!answer.html.contains("robots"))
      #expect(answer.html.contains("Lars Hansen"))
      let home = Place.account(PortalWorld.hansen).path
      #expect(answer.links == [home])
      #expect(try await browser.get(home).status == 200)
    }
  }

  @Test func `an operator only looks, also with a form that was kept`() async throws {
    try await PortalWorld.with { world in
      _ = try await world.operatorBrowser()
      let browser = Browser(world)
      let page = try await lapsed(browser, try await cancelling(world, browser))
      let operatorKey = ["answer": PortalWorld.operatorKey.text]
      let answer = try await browser.send(page.filled(operatorKey), to: signIn)
      #expect(answer.status == 403)
      #expect(answer.text.contains("Operators look and do not act"))
      #expect(browser.cookies[SessionCookie.name] != nil && answer.forms.isEmpty)
    }
  }

  /// The answer to the first one was lost with the session; whoever signs in again cannot know.
  @Test func `what was done before the session ended is not done again`() async throws {
    try await PortalWorld.with { world in
      let browser = Browser(world)
      try await browser.enter(.kari)
      let callBack = Place.callBack(PortalWorld.fjord, about: nil).path
      let phone = ["phone": "+47 22 00 00 00"]
      let form = try await browser.get(callBack).filled(phone)
      #expect(try await browser.send(form, to: callBack).status == 303)
      let page = try await lapsed(browser, form, at: callBack)
      let again = try await browser.send(page.filled(["answer": "fjord/kari"]), to: signIn)
      #expect(again.status == 200)
      #expect(try await browser.send(again.filled(phone), to: callBack).status == 303)
      let cases = try await world.engine.cases(
        of: PortalWorld.fjord, after: nil, limit: 10, by: .console)
      #expect(cases.items.count == 1)
    }
  }

  @Test func `a broken page leaves nobody signed out`() async throws {
    try await PortalWorld.with { world in
      let browser = Browser(world)
      try await browser.enter(.kari)
      let edit = "/accounts/fjord/people/nils"
      let form = try await browser.get(edit).filled(["name": "Nils B."])
      let page = try await lapsed(browser, form, at: edit)
      _ = try await world.engine.erasePerson(
        PersonID(stored: "nils"), of: PortalWorld.fjord, by: .console)
      let answer = try await browser.send(page.filled(["answer": "fjord/kari"]), to: signIn)
      #expect(answer.status >= 400 && browser.cookies[SessionCookie.name] != nil)
    }
  }

  @Test func `too many tries keep what was typed, and the code`() async throws {
    try await PortalWorld.with { world in
      let browser = try SignInPageTests.browser(world, [CodeSignIn()])
      var page = try await lapsed(browser, try await cancelling(world, browser))
      let code = try await SignInPageTests.code(world)
      for _ in 0..<SignInTries.most {
        page = try await browser.send(page.filled(["answer": "ABCDEF-0000-0000"]), to: signIn)
        #expect(page.status == 422)
      }
      page = try await browser.send(page.filled(["answer": code]), to: signIn)
      #expect(page.status == 429 && page.text.contains("Wait a minute"))
      #expect(page.fields[.retryAfter] == "60")
      #expect(page.tags("input").first { $0["id"] == "code" }?["value"] == code)
      world.clock.move(to: world.clock.now().adding(seconds: 60))
      let again = try await browser.send(page.filled(["answer": code]), to: signIn)
      #expect(again.status == 200 && typed(again) == feedback)
    }
  }

  // MARK: Signed in meanwhile

  @Test func `a form of an earlier session comes back as it was typed, and does nothing`()
    async throws
  {
    try await PortalWorld.with { world in
      let browser = Browser(world)
      let form = try await cancelling(world, browser)
      try await browser.enter(.kari)
      let again = try await browser.send(form, to: path)
      #expect(again.status == 409)
      #expect(again.text.contains("You have signed in again since you opened this page."))
      #expect(typed(again) == feedback)
      #expect(again.tags("input").contains { $0["value"] == "other" && $0["checked"] != nil })
      #expect(try await world.events(EventType.carriedOut, of: PortalWorld.premium).isEmpty)
      #expect(again.hidden["token"] == browser.formToken)
      #expect(again.hidden["once"] == form["once"])
      let sent = again.filled(["reason": "other", "feedback": feedback])
      #expect(try await browser.send(sent, to: path).location?.contains("/receipts/") == true)
    }
  }

  @Test func `a form without a token comes back, but from another site it is refused`()
    async throws
  {
    try await PortalWorld.with { world in
      let browser = Browser(world)
      var form = try await cancelling(world, browser)
      form["token"] = nil
      #expect(try await browser.send(form, to: path).status == 409)
      // A browser so old that it does not tell where a form comes from shows nothing of it.
      for site in ["cross-site", "same-site", nil] {
        let body = FormFields(form).text
        let page = try await browser.send(.post, path, body: body, from: site)
        #expect(page.status == 403 && !page.html.contains("robots"))
      }
      #expect(try await world.events(EventType.carriedOut, of: PortalWorld.premium).isEmpty)
    }
  }

  @Test func `a form of somebody else is out of date`() async throws {
    try await PortalWorld.with { world in
      let browser = Browser(world)
      let form = try await cancelling(world, browser)
      try await browser.enter(.lars)
      let page = try await browser.send(form, to: path)
      #expect(page.status == 403 && page.text.contains("The form is out of date"))
      _ = try await world.operatorBrowser()
      let looking = Browser(world)
      _ = try await looking.send(
        ["provider": "demo", "answer": PortalWorld.operatorKey.text], to: signIn)
      let looked = try await looking.send(form, to: path)
      #expect(looked.text.contains("Operators look and do not act"))
    }
  }

  @Test func `no form that is sent with another session's token does anything`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let before = try await world.store.read {
        try $0.events(of: PortalWorld.fjord, subscription: nil, PageRequest(limit: 1_000)).count
      }
      for route in Routes.all where route.method == .post && !route.isOpen {
        let place = route.template.replacing("{account}", with: "fjord")
          .replacing("{subscription}", with: "premium").replacing("{person}", with: "nils")
          .replacing("{act}", with: "turn-off-recurring-billing")
        let page = try await browser.send(
          ["token": "old", "once": "1", "name": "N", "do": "add", "domain": "a.example"],
          to: place)
        #expect([303, 403, 409, 422].contains(page.status), "\(place): \(page.status)")
        #expect(page.status != 303 || page.location == Place.sessions.path, "\(place)")
      }
      let after = try await world.store.read {
        try $0.events(of: PortalWorld.fjord, subscription: nil, PageRequest(limit: 1_000)).count
      }
      #expect(after == before)
    }
  }

  // MARK: Long texts

  /// As long as the form allows, in letters that take one to four bytes each, and in lines.
  private static let long = [
    "a", "&", "я", "語", "🙂", "a\nb",
  ].map { piece in
    String(repeating: piece, count: ReasonChoice.feedbackLength / piece.count)
  }

  @Test(arguments: long)
  func `what a form allows passes, also at sign-in`(text: String) async throws {
    try await PortalWorld.with { world in
      let browser = Browser(world)
      var form = try await cancelling(world, browser)
      // So browsers send what was typed on several lines.
      form["feedback"] = text.replacing("\n", with: "\r\n")
      let page = try await lapsed(browser, form)
      #expect(page.text.contains("What you typed is kept"))
      let again = try await browser.send(page.filled(["answer": "fjord/kari"]), to: signIn)
      #expect(again.status == 200)
      #expect(again.html.contains(text.replacing("&", with: "&amp;")))
      let sent = again.filled(["reason": "other", "feedback": form["feedback"] ?? ""])
      #expect(try await browser.send(sent, to: path).location?.contains("/receipts/") == true)
    }
  }

  @Test func `what passes by itself passes at sign-in, and what is longer does not pass`()
    async throws
  {
    try await PortalWorld.with { world in
      let browser = Browser(world)
      for piece in ["x", "%01", "%F0%9F%99%82"] {
        let count = (FormFields.mostBytes - "feedback=".count) / piece.count
        let body = "feedback=" + String(repeating: piece, count: count)
        let page = try await browser.send(.post, path, body: body, from: "same-origin")
        #expect(page.status == 200)
        let again = try await browser.send(page.filled(["answer": "fjord/kari"]), to: signIn)
        #expect(again.status == 200)
        browser.forget()
        let more = try await browser.send(.post, path, body: body + piece, from: "same-origin")
        #expect(more.status == 413)
      }
      let most = String(repeating: "x", count: 3 * FormFields.mostBytes)
      #expect(try await browser.send(["answer": most], to: signIn).status == 413)
    }
  }
}
