import Foundation
import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// Users and licenses of an organisation, and how its people are changed and deleted.
@Suite struct PeoplePageTests {
  private let path = Place.people(PortalWorld.fjord).path

  @Test func `licenses and people stand with what can be done about them`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium(
        "crowded", ["licenses": #"{"purchased": 10, "assigned": 12}"#, "renewed": "true"])
      let page = try await world.get(path, as: .kari)
      #expect(page.text.contains("In 1 product more licenses are assigned than bought."))
      #expect(page.text.contains("2 too many"))
      #expect(page.text.contains("The surplus is freed no later than"))
      #expect(page.text.contains("kari@fjord.example"))
      #expect(page.text.contains("Global administrator"))
      let reduce = Place.act(PortalWorld.fjord, PortalWorld.premium, .reduceLicenses).path
      #expect(page.links.contains(reduce))
      // Elsewhere than in a demonstration the product alone says how many are assigned.
      #expect(page.forms.isEmpty)
    }
  }

  @Test func `whoever may not see the people is told who can`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(path, as: .nils)
      #expect(page.status == 200)
      #expect(page.text.contains("kari@fjord.example") == false)
      #expect(page.text.contains("Your role does not show you the people of this account."))
      #expect(page.text.contains("8"))
    }
  }

  @Test func `in a demonstration the page says what the product would report`() async throws {
    try await PortalWorld.with(sells: true) { world in
      let browser = try await world.browser(.kari)
      let answer = try await browser.post("\(path)/licenses/premium", ["assigned": "3"])
      #expect(answer.status == 303 && answer.location == "\(path)?done=assigned")
      #expect(try await world.subscription(PortalWorld.premium).licenses.assigned == 3)
      let wrong = try await browser.post("\(path)/licenses/premium", ["assigned": "eleven"])
      #expect(wrong.status == 422)
      #expect(wrong.text.contains("type a whole number from 0 to 10"))
      let field = wrong.tags("input").first { $0["id"] == "assigned-premium" }
      #expect(field?["value"] == "eleven" && field?["aria-invalid"] == "true")
      #expect(try await world.subscription(PortalWorld.premium).licenses.assigned == 3)
    }
  }

  @Test(arguments: [false, true])
  func `elsewhere, and for others, nobody says so`(_ sells: Bool) async throws {
    try await PortalWorld.with(sells: sells) { world in
      // The page has no form for them; this is one that they made themselves.
      let browser = try await world.browser(sells ? .nils : .kari)
      let form = ["token": browser.formToken, "once": "made-up", "assigned": "3"]
      let answer = try await browser.send(form, to: "\(path)/licenses/premium")
      #expect(answer.status == 403)
      #expect(answer.text.contains("Your role does not allow this"))
      #expect(try await world.subscription(PortalWorld.premium).licenses.assigned == 8)
    }
  }

  @Test func `a name and an address are changed`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let answer = try await browser.post(
        "\(path)/nils", ["name": "Nils <b>Ny</b>", "email": "nils@else.example"])
      #expect(answer.location == "\(path)?done=changed")
      let page = try await browser.get(path)
      #expect(page.text.contains("Nils <b>Ny</b>") && page.text.contains("nils@else.example"))
      #expect(page.html.contains("<b>Ny") == false)
      let emptied = try await browser.post("\(path)/nils", ["name": "Nils", "email": ""])
      #expect(emptied.status == 303)
      let read = try await world.engine.person(
        PersonID(stored: "nils"), of: PortalWorld.fjord, by: .console)
      #expect(read.name == "Nils" && read.email == nil)
    }
  }

  @Test func `what cannot be an address is said at the field, and kept`() async throws {
    try await PortalWorld.with { world in
      for (typed, said) in [
        ("no address", "Type an e-mail address"),
        ("kari@fjord.example", "has this address already"),
      ] {
        let page = try await world.post(
          "\(path)/nils", ["name": "Nils", "email": typed], as: .kari)
        #expect(page.status == 422)
        #expect(page.text.contains(said))
        let field = page.tags("input").first { $0["id"] == "email" }
        #expect(field?["value"] == typed && field?["aria-invalid"] == "true")
      }
    }
  }

  @Test func `a person is deleted, but not the last who can look after the account`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let kept = try await browser.get("\(path)/kari")
      #expect(kept.text.contains("This is the last person who can look after the account"))
      #expect(kept.html.contains("danger") == false)
      #expect(try await browser.post("\(path)/kari/erase").status == 409)
      let page = try await browser.get("\(path)/nils")
      #expect(page.text.contains("Nobody can undo this."))
      let answer = try await browser.post("\(path)/nils/erase", ["understood": "yes"])
      #expect(answer.location == "\(path)?done=erased")
      #expect(try await browser.get(path).text.contains("Nils Bruker") == false)
      #expect(try await browser.get("\(path)/nils").status == 410)
    }
  }

  @Test func `nobody is deleted before a box says that one knows what it does`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let box = try await browser.get("\(path)/nils").tags("input").first {
        $0["id"] == "understood"
      }
      #expect(box?["type"] == "checkbox" && box?["checked"] == nil)
      let page = try await browser.post("\(path)/nils/erase")
      #expect(page.status == 422)
      #expect(page.text.contains("Tick the box to say that you have read what is deleted."))
      #expect(page.links.contains("#understood"))
      let marked = page.tags("input").first { $0["id"] == "understood" }
      #expect(marked?["aria-invalid"] == "true")
      #expect(page.tags("fieldset").contains { $0["aria-describedby"] == "understood-error" })
      #expect(try await browser.get(path).text.contains("Nils Bruker"))
    }
  }

  @Test(
    arguments: [
      ("nils", ["name": ""], "Error: Nils Bruker"), ("nils/erase", [:], "Error: Nils Bruker"),
      ("licenses/premium", ["assigned": "many"], "Error: Users and licenses"),
    ])
  func `the window says that something is wrong`(
    _ place: String, _ form: [String: String], _ title: String
  ) async throws {
    try await PortalWorld.with(sells: true) { world in
      let page = try await world.post("\(path)/\(place)", form, as: .kari)
      #expect(page.status == 422)
      #expect(page.html.contains("<title>\(title)"))
    }
  }

  @Test func `roles are given and taken`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let page = try await browser.get("\(path)/kari")
      let chosen = page.tags("input").filter { $0["checked"] != nil }.compactMap { $0["name"] }
      #expect(chosen == ["role-global-administrator"])
      let form = ["role-billing-administrator": "yes", "role-invoice-manager": "yes"]
      let answer = try await browser.sendRoles(form, of: "nils", at: path)
      #expect(answer.location == "\(path)?done=roles")
      #expect(try await browser.get("\(path)?done=roles").text.contains("The roles are saved."))
      #expect(
        try await roles("nils", world) == ["billing-administrator", "user", "invoice-manager"])
      #expect(try await browser.sendRoles([:], of: "nils", at: path).status == 303)
      #expect(try await roles("nils", world) == ["user"])
      // The page offers no others, and a form of one's own gives none.
      let own = ["role-support-agent": "yes", "role-owner": "yes"]
      #expect(try await browser.sendRoles(own, of: "nils", at: path).status == 303)
      #expect(try await roles("nils", world) == ["user"])
    }
  }

  private func roles(_ id: String, _ world: PortalWorld) async throws -> [String] {
    try await world.engine.person(PersonID(stored: id), of: PortalWorld.fjord, by: .console).roles
  }

  @Test func `an account keeps a global administrator`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let page = try await browser.sendRoles(
        ["role-user-administrator": "yes"], of: "kari", at: path)
      #expect(page.status == 422)
      #expect(page.text.contains("Give somebody else the role first."))
      #expect(page.links.contains("#role-global-administrator"))
      let chosen = page.tags("input").filter { $0["checked"] != nil }.compactMap { $0["name"] }
      #expect(chosen == ["role-user-administrator"])
      let given = ["role-global-administrator": "yes"]
      #expect(try await browser.sendRoles(given, of: "nils", at: path).status == 303)
      #expect(try await browser.sendRoles([:], of: "kari", at: path).status == 303)
      #expect(try await roles("kari", world) == ["user"])
      // Who has no role any more gives none.
      #expect(try await browser.sendRoles(given, of: "kari", at: path).status == 403)
    }
  }

  @Test func `support and a family change no roles`() async throws {
    try await PortalWorld.with { world in
      let seen = try await world.get("\(path)/nils", as: .sam)
      #expect(!seen.html.contains("/nils/roles"))
      let family = Place.people(PortalWorld.hansen).path
      let owner = try await world.browser(.lars)
      let own = try await owner.get("\(family)/emma")
      #expect(!own.html.contains("/emma/roles"))
      let form = ["role-global-administrator": "yes"]
      #expect(try await owner.sendRoles(form, of: "emma", at: family).status == 403)
    }
  }

  @Test func `somebody without a role changes nobody`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get("\(path)/nils", as: .nils)
      #expect(page.status == 200 && page.html.contains("id=\"email\"") == false)
      #expect(try await world.get("\(path)/kari", as: .nils).status == 403)
      let answer = try await world.post("\(path)/nils", ["name": "Root"], as: .nils)
      #expect(answer.status == 403)
    }
  }
}

extension Browser {
  /// Sends the form of a person's roles, or one like it.
  fileprivate func sendRoles(
    _ chosen: [String: String], of person: String, at people: String
  ) async throws -> SeenPage {
    let form = ["token": formToken, "once": UUID().uuidString, "roles": "yes"]
    return try await send(form.merging(chosen) { $1 }, to: "\(people)/\(person)/roles")
  }
}
