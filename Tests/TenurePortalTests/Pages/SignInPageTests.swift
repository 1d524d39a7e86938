import HTTPTypes
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// Where people sign in.
@Suite struct SignInPageTests {
  private let path = Place.signIn.path

  /// The same world with other ways to sign in.
  static func browser(
    _ world: PortalWorld, _ providers: [any SignInProvider]
  ) throws -> Browser {
    var world = world
    world.portal = try Portal(
      engine: world.engine, folder: PortalWorld.root,
      settings: PortalSettings(
        publicURL: "https://\(PortalWorld.host)", providers: providers))
    return Browser(world)
  }

  static func code(
    _ world: PortalWorld, for person: PortalWorld.Person = .kari
  ) async throws -> String {
    let answer = try await world.engine.createSignInCode(
      for: PersonID(stored: person.id), of: person.account, by: .console)
    return try JSONText.value(SignInCodeBody.self, answer.body).code
  }

  @Test(arguments: [
    ("nb-NO, en;q=0.5", "nb"), ("no", "nb"), ("fr, da;q=0.3", "da"), ("lv", "lv"), ("*", "en"),
    ("fr", "en"), (";;q=,,", "en"),
  ])
  func `somebody new is met in the language of the browser`(
    accepted: String, language: String
  ) async throws {
    try await PortalWorld.with { world in
      let browser = Browser(world)
      browser.languages = accepted
      let page = try await browser.get(path)
      #expect(page.fields[.contentLanguage] == language)
      // Chosen by hand, the language stays.
      _ = try await browser.get(Place.language("lv", back: "/").path)
      #expect(try await browser.get(path).fields[.contentLanguage] == "lv")
    }
  }

  @Test func `a code signs in once`() async throws {
    try await PortalWorld.with { world in
      let browser = try Self.browser(world, [CodeSignIn()])
      let page = try await browser.get("\(path)?next=/accounts/fjord/money")
      #expect(page.text.contains("you come to the page that you asked for"))
      #expect(!page.text.contains("demonstration"))
      let code = try await Self.code(world)
      let answer = try await browser.send(page.filled(["answer": code]), to: path)
      #expect(answer.location == "/accounts/fjord/money")
      browser.forget()
      let again = try await browser.send(page.filled(["answer": code]), to: path)
      #expect(again.status == 422 && browser.cookies.isEmpty)
    }
  }

  @Test func `a wrong code is said at the field, and kept`() async throws {
    try await PortalWorld.with { world in
      let browser = try Self.browser(world, [CodeSignIn()])
      for (typed, said) in [
        ("ABCDEF-0000-0000", "The code may be mistyped"), ("", "Write the code."),
      ] {
        let page = try await browser.send(
          ["provider": "code", "answer": typed, "next": "/sessions"], to: path)
        #expect(page.status == 422)
        #expect(page.text.contains(said) && page.links.contains("#code"))
        let fields = page.tags("input")
        #expect(fields.first { $0["id"] == "code" }?["value"] == typed)
        #expect(fields.first { $0["name"] == "next" }?["value"] == "/sessions")
      }
    }
  }

  @Test func `wrong tries of one address are held back for a minute`() async throws {
    try await PortalWorld.with { world in
      let browser = try Self.browser(world, [CodeSignIn()])
      let right = try await Self.code(world)
      func send(_ code: String) async throws -> SeenPage {
        try await browser.send(["provider": "code", "answer": code], to: path)
      }
      for _ in 0..<SignInTries.most { #expect(try await send("ABCDEF-0000-0000").status == 422) }
      let held = try await send(right)
      #expect(held.status == 429 && held.text.contains("Wait a minute"))
      world.clock.move(to: world.clock.now().adding(seconds: 60))
      #expect(try await send(right).status == 303)
    }
  }

  @Test func `tries count by address, and right ones do not`() throws {
    let tries = SignInTries()
    let now = PortalWorld.start
    for _ in 0..<100 {
      #expect(tries.begin("192.0.2.1", at: now))
      tries.forgive("192.0.2.1")
    }
    for _ in 0..<SignInTries.most { #expect(tries.begin("192.0.2.1", at: now)) }
    #expect(!tries.begin("192.0.2.1", at: now.adding(seconds: 59)))
    #expect(tries.begin("192.0.2.2", at: now))
    #expect(tries.begin("192.0.2.1", at: now.adding(seconds: 60)))
    // However many addresses try, room is made.
    for number in 0..<25_000 { #expect(tries.begin("\(number)", at: now)) }
  }

  @Test func `those with something to try are offered first, the others folded`() async throws {
    try await PortalWorld.with { world in
      func member(_ person: PortalWorld.Person, _ hint: String?) -> DemoSignIn.Member {
        DemoSignIn.Member(
          person: PersonID(stored: person.id), name: person.name, account: person.account,
          accountName: person.account.text, face: "organisation", hint: hint)
      }
      let browser = try Self.browser(
        world, [DemoSignIn([member(.kari, "seven-days"), member(.nils, nil)]), CodeSignIn()])
      let page = try await browser.get(path)
      #expect(page.text.contains("cancel within seven days"))
      #expect(page.tags("button").compactMap { $0["value"] } == ["fjord/kari"])
      #expect(page.tags("option").compactMap { $0["value"] } == ["fjord/nils"])
      #expect(page.text.contains("With a code"))
      let unknown = try await browser.send(["provider": "demo", "answer": "fjord/eve"], to: path)
      #expect(unknown.status == 422)
      #expect(unknown.text.contains("You cannot sign in as this person"))
      let answer = try await browser.send(["provider": "demo", "answer": "fjord/nils"], to: path)
      #expect(answer.status == 303)
    }
  }

  @Test func `whoever signs out after the session is over is signed out`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let token = browser.formToken
      browser.forget()
      let answer = try await browser.send(["token": token], to: Place.signOut.path)
      #expect(answer.status == 303)
      #expect(try await browser.get(answer.location ?? "").text.contains("You are signed out."))
    }
  }

  private func languageLinks(of page: SeenPage) -> [String] {
    SeenPage.tags("a", in: page.html).compactMap { $0["href"] }.filter {
      $0.hasPrefix("/language")
    }
  }

  /// Another language would be another page, which knows nothing of the form.
  @Test func `a page that keeps a form offers no other language, one with a fault does`()
    async throws
  {
    try await PortalWorld.with { world in
      let cancel = CancelPageTests.path
      let browser = try await world.browser(.kari)
      let faulty = try await browser.post(cancel)
      #expect(faulty.status == 422)
      #expect(faulty.html.contains("role=\"alert\" tabindex=\"-1\" autofocus"))
      let languages = languageLinks(of: faulty)
      #expect(languages.count == 4)
      #expect(languages.allSatisfy { $0.contains("cancel") })
      let form = try await browser.get(cancel).filled(["reason": "other"])
      browser.forget()
      let kept = try await browser.send(form, to: cancel)
      #expect(kept.text.contains("Sign in"))
      #expect(languageLinks(of: kept).isEmpty)
    }
  }

  @Test(arguments: [
    ("/accounts/fjord/money", "/accounts/fjord/money"), ("//evil.example", "/accounts/fjord"),
    ("https://evil.example/", "/accounts/fjord"), ("", "/accounts/fjord"),
  ])
  func `whoever has signed in already goes where they were going, on this site alone`(
    next: String, place: String
  ) async throws {
    try await PortalWorld.with { world in
      let page = try await world.get("\(path)?next=\(PercentCoding.encoded(next))", as: .kari)
      #expect(page.status == 303 && page.location == place)
    }
  }

  @Test func `signing out is said`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let token = try await browser.get(Place.sessions.path).hidden["token"] ?? ""
      let answer = try await browser.send(["token": token], to: Place.signOut.path)
      let page = try await browser.get(answer.location ?? "")
      #expect(page.text.contains("You are signed out."))
      #expect(browser.cookies.isEmpty)
    }
  }
}
