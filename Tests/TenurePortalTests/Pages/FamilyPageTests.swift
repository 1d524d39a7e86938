import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// With whom a person shares (CON-F1 to CON-F4).
@Suite struct FamilyPageTests {
  private let path = Place.people(PortalWorld.hansen).path

  private func shared(_ world: PortalWorld) async throws -> [String] {
    try await world.subscription(PortalWorld.family, of: PortalWorld.hansen).sharedWith
      .map(\.person)
  }

  @Test func `CON-F3, CON-F4: what somebody would lose stands before the button`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(path, as: .lars)
      let losses = try #require(page.text.firstRange(of: "The apps can only view and print."))
      let button = try #require(page.text.firstRange(of: "Stop sharing with Emma Hansen"))
      #expect(losses.lowerBound < button.lowerBound)
      for said in [
        "Keeps 8 GB in the cloud.", "5 GB in the cloud and 15 GB for mail stay free of charge.",
        "3 GB over the limit", "frozen on 15 June 2025", "from 15 September 2025 on",
        "You can share it with 4 more people.",
      ] { #expect(page.text.contains(said), "\(said)") }
    }
  }

  @Test func `CON-F2: the owner stops sharing once, however often the form is sent`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.lars)
      let form = try await browser.get(path).filled([:])
      for _ in 0..<2 {
        let answer = try await browser.send(form, to: "\(path)/family/stop/emma")
        #expect(answer.status == 303 && answer.location == "\(path)?done=stopped")
      }
      #expect(try await shared(world) == [])
      let page = try await browser.get("\(path)?done=stopped")
      #expect(page.text.contains("It is not shared with that person any more."))
      #expect(page.text.contains("It is not shared with anybody."))
    }
  }

  @Test func `CON-F1: the owner shares again with somebody of the family`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.lars)
      _ = try await browser.post("\(path)/family/stop/emma")
      let answer = try await browser.post("\(path)/family/share", ["person": "emma"])
      #expect(answer.location == "\(path)?done=shared")
      #expect(try await shared(world) == ["emma"])
    }
  }

  @Test func `somebody new joins once, however often the form is sent`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.lars)
      let form = try await browser.get(path).filled([
        "plan": "family", "name": "Ola \"O'\" Hansen", "email": "ola@hansen.example",
      ])
      for _ in 0..<2 {
        #expect(try await browser.send(form, to: "\(path)/family/share").status == 303)
      }
      #expect(try await shared(world).count == 2)
      #expect(try await browser.get(path).text.contains("Ola \"O'\" Hansen"))
    }
  }

  /// Shares with three more, so that one place is left.
  private func fill(_ browser: Browser, _ world: PortalWorld) async throws {
    for name in ["Ada", "Bo", "Cy"] {
      let form = try await browser.get(path).filled([
        "plan": "family", "name": name, "email": "\(name)@hansen.example",
      ])
      _ = try await browser.send(form, to: "\(path)/family/share")
    }
    #expect(try await shared(world).count == Engine.mostShares - 1)
  }

  @Test func `the last place is given once, however often the form is sent`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.lars)
      try await fill(browser, world)
      let form = try await browser.get(path).filled([
        "plan": "family", "name": "Ola", "email": "Ola@hansen.example",
      ])
      for _ in 0..<2 {
        let answer = try await browser.send(form, to: "\(path)/family/share")
        #expect(answer.status == 303 && answer.location == "\(path)?done=shared")
      }
      let other = try await browser.send(
        form.merging(["email": "eva@hansen.example"]) { $1 }, to: "\(path)/family/share")
      #expect(other.status == 422)
      #expect(other.text.contains("it is shared with as many people as it can be"))
      #expect(try await shared(world).count == Engine.mostShares)
    }
  }

  @Test func `the last place is given once to somebody known`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.lars)
      try await fill(browser, world)
      _ = try await browser.post("\(path)/family/stop/emma")
      let olga = #"{"id": "olga", "name": "Olga", "roles": ["family-member"]}"#
      _ = try await world.engine.addPerson(
        Array(olga.utf8), to: PortalWorld.hansen, by: .console)
      let form = try await browser.get(path).filled(["person": "emma"])
      #expect(try await browser.send(form, to: "\(path)/family/share").status == 303)
      _ = try await browser.post("\(path)/family/share", ["person": "olga"])
      #expect(try await shared(world).count == Engine.mostShares)
      let again = try await browser.send(form, to: "\(path)/family/share")
      #expect(again.location == "\(path)?done=shared")
    }
  }

  @Test func `what is missing is said at the field, and what was typed is kept`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.lars)
      let page = try await browser.post(
        "\(path)/family/share", ["plan": "family", "name": "Ola", "email": "nowhere"])
      #expect(page.status == 422)
      #expect(page.text.contains("Type an e-mail address"))
      #expect(page.links.contains("#email-family"))
      #expect(page.tags("input").first { $0["id"] == "name-family" }?["value"] == "Ola")
      #expect(page.tags("input").first { $0["id"] == "email-family" }?["value"] == "nowhere")
      #expect(try await shared(world) == ["emma"])
    }
  }

  @Test func `a member sees the own part and leaves`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.emma)
      let page = try await browser.get(path)
      #expect(page.text.contains("Your apps can only view and print."))
      #expect(page.text.contains("Share with somebody") == false)
      let answer = try await browser.post("\(path)/family/stop/emma")
      #expect(answer.location == "\(path)?done=left")
      #expect(try await shared(world) == [])
      #expect(try await browser.get("\(path)?done=left").text.contains("You have left."))
    }
  }

  @Test func `a member shares nothing, and support neither`() async throws {
    try await PortalWorld.with { world in
      let emma = try await world.post(
        "\(path)/family/share", ["name": "Ola", "email": "ola@hansen.example"], as: .emma)
      #expect(emma.status == 403)
      let sam = try await world.browser(.sam)
      let page = try await sam.get(path)
      #expect(page.text.contains("Support sees it but cannot do it for them."))
      #expect(page.forms.isEmpty)
      #expect(try await shared(world) == ["emma"])
    }
  }
}
