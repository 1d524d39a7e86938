import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// What people keep in the cloud (CON-S4 to CON-S10).
@Suite struct StoragePageTests {
  private let path = Place.storage(PortalWorld.hansen).path

  private func report(_ bytes: String, of id: String, _ world: PortalWorld) async throws {
    _ = try await world.engine.setStorage(
      of: PersonID(stored: id), in: PortalWorld.hansen, Array(#"{"used": "\#(bytes)"}"#.utf8),
      by: .console)
  }

  @Test func `the owner sees everybody, the others themselves`() async throws {
    try await PortalWorld.with { world in
      try await report("40GB", of: "lars", world)
      let owner = try await world.get(path, as: .lars)
      #expect(owner.text.contains("40 GB of 1 TB in use"))
      #expect(owner.text.contains("Everything works, and nothing is deleted."))
      #expect(owner.text.contains("Emma Hansen"))
      let progress = try #require(owner.tags("progress").last)
      #expect(progress["max"] == "1000000000000" && progress["value"] == "40000000000")
      let member = try await world.get(path, as: .emma)
      #expect(member.text.contains("Emma Hansen"))
      #expect(member.text.contains("40 GB") == false)
    }
  }

  @Test func `CON-S10: frozen storage is opened again once, and the clocks are told`()
    async throws
  {
    try await PortalWorld.with { world in
      try await report("40GB", of: "lars", world)
      _ = try await world.engine.carryOut(
        ActRequest(Act(.cancel), reason: .notUsed), on: PortalWorld.family,
        of: PortalWorld.hansen, by: .person(try await world.person("lars", of: PortalWorld.hansen)))
      let over = try await world.get(path, as: .lars)
      #expect(over.text.contains("35 GB is too much."))
      #expect(over.text.contains("No files can be uploaded."))
      #expect(over.forms.isEmpty)
      world.clock.move(to: PortalWorld.start.adding(days: 120))
      let browser = try await world.browser(.lars)
      let frozen = try await browser.get(path)
      #expect(frozen.text.contains("Nobody can open the files."))
      // The owner may open everybody's.
      #expect(frozen.forms.count == 2)
      let form = frozen.filled(["person": "lars"])
      let opened = try await browser.send(form, to: path)
      #expect(opened.location == "\(path)?done=reopened")
      let again = try await browser.send(form, to: path)
      #expect(again.status == 303)
      let page = try await browser.get("\(path)?done=reopened")
      #expect(page.text.contains("The storage is open for 30 days."))
      #expect(page.text.contains("Opened again until this day"))
      // A form from another page, sent when nothing is frozen, says so.
      let late = try await browser.send(form.merging(["once": "another"]) { $1 }, to: path)
      #expect(late.status == 422 && late.text.contains("This storage is not frozen"))
    }
  }

  @Test func `what is free without a subscription is the edition's to say`() async throws {
    try await PortalWorld.with { world in
      let today = try #require(CalendarDate("2025-03-15"))
      let edition = try #require(
        world.engine.shelf.edition(of: "microsoft-365-consumer", on: today))
      let rule = try #require(edition.storage.rules.first?.conclusion)
      #expect(rule.cloud == 5_000_000_000 && rule.mail == 15_000_000_000)
      let page = try await world.get(path, as: .emma)
      #expect(
        page.text.contains(
          "Without a subscription the limit is 5 GB for files and 15 GB for mail."))
    }
  }

  @Test func `support says for whom and why it opens frozen storage`() async throws {
    try await PortalWorld.with { world in
      for person in ["lars", "emma"] { try await report("40GB", of: person, world) }
      _ = try await world.engine.carryOut(
        ActRequest(Act(.cancel), reason: .notUsed), on: PortalWorld.family,
        of: PortalWorld.hansen, by: .person(try await world.person("lars", of: PortalWorld.hansen)))
      world.clock.move(to: PortalWorld.start.adding(days: 120))
      let browser = try await world.browser(.sam)
      let page = try await browser.get(path)
      #expect(page.forms.count == 2)
      let ids = page.tags("input").compactMap { $0["id"] }
      #expect(Set(ids) == ["supportReason-lars", "supportReason-emma"])
      let form = page.filled(["person": "lars", "onBehalfOf": "lars"])
      let none = try await browser.send(form, to: path)
      #expect(none.status == 422)
      #expect(none.links.contains("#supportReason-lars"))
      let faulty = none.tags("input").filter { $0["aria-invalid"] != nil }
      #expect(faulty.compactMap { $0["id"] } == ["supportReason-lars"])
      let done = try await browser.send(
        form.merging(["supportReason": "He <called>"]) { $1 }, to: path)
      #expect(done.location == "\(path)?done=reopened")
      let event = try #require(
        try await world.store.read {
          try $0.events(of: PortalWorld.hansen, subscription: nil, PageRequest(limit: 1_000))
        }.last { $0.type == EventType.storageReopened })
      let personal = try #require(event.personal)
      #expect(personal.person?.text == "lars")
      #expect(
        try JSONText.value([String: String].self, personal.data)
          == ["supportReason": "He <called>"])
      // The chain holds a digest of the words and not the words.
      #expect(!String(decoding: event.body, as: UTF8.self).contains("called"))
      let history = try await world.get(Place.history(PortalWorld.hansen).path, as: .lars)
      #expect(history.text.contains("Sam Support, customer support, for Lars Hansen"))
    }
  }

  @Test func `an organisation is told where its dates are`() async throws {
    try await PortalWorld.with { world in
      let page = try await world.get(Place.storage(PortalWorld.fjord).path, as: .kari)
      #expect(page.links.contains(Place.calendar(PortalWorld.fjord).path))
      #expect(page.tags("progress").isEmpty)
    }
  }
}
