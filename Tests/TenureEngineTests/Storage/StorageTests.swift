import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// Cloud storage over its quota, from the end of a subscription to the deletion (section 10).
@Suite struct StorageTests {
  @Test func `CON-S3, CON-F4: each person counts on their own use, worker or not`() async throws {
    try await World.with { world in
      try await world.addFamily()
      let before = try await world.storage(of: World.kari)
      #expect(before.state == "fits" && before.quota == 1_000 * World.gigabyte)
      #expect(before.over == 0 && before.effects.isEmpty)
      // The term ends on 10 April; nobody has looked since.
      try world.move(to: "2025-05-01T10:00:00Z")
      let kari = try await world.storage(of: World.kari)
      #expect(kari.state == "over" && kari.quota == 5 * World.gigabyte)
      #expect(kari.over == 35 * World.gigabyte)
      #expect(kari.overSince == "2025-04-10")
      #expect(kari.frozenFrom == "2025-07-10" && kari.mayBeDeletedFrom == "2025-10-10")
      #expect(try await world.storage(of: World.ola).overSince == "2025-04-10")
      #expect(try await world.storage(of: World.per).state == "fits")
      try await world.work()
      // A worker that looks three weeks late finds the same.
      #expect(try await world.storage(of: World.kari) == kari)
      #expect(try await world.told("storage.over") == ["kari", "ola"])
    }
  }

  @Test func `CON-S5, CON-S6, CON-S13: what does not work`() async throws {
    try await World.with { world in
      try await world.addFamily()
      try world.move(to: "2025-05-01T10:00:00Z")
      let over = try await world.storage(of: World.ola)
      #expect(
        over.effects.map(\.effect) == [
          "upload", "edit", "sync", "send-mail", "receive-mail", "teams-attachments",
        ])
      #expect(over.effects[4].implements == ["CON-S5", "CON-S13"])
      // A full mailbox alone stops the mail and no files.
      let answer = try await world.engine.setStorage(
        of: World.ola, in: World.family,
        world.json(#"{"used": 4000000000, "mail": 15000000001}"#), by: World.program)
      let mail = try JSONText.value(StorageStandingBody.self, answer.body)
      #expect(mail.state == "fits")
      #expect(mail.effects.map(\.effect) == ["send-mail", "receive-mail"])
      #expect(mail.effects[0].implements == ["CON-S6"])
    }
  }

  @Test func `CON-S7, CON-S8: frozen after three months, deleted after six, warned before`()
    async throws
  {
    try await World.with { world in
      try await world.addFamily()
      for day in [
        "2025-04-10", "2025-06-26", "2025-07-09", "2025-07-10", "2025-09-25", "2025-09-26",
        "2025-10-09",
      ] {
        try world.move(to: "\(day)T10:00:00Z")
        try await world.work()
        try await world.work()
      }
      #expect(try await world.told("storage.freezes") == ["kari", "ola"])
      #expect(try await world.told("storage.frozen") == ["kari", "ola"])
      #expect(try await world.told("storage.goes") == ["kari", "ola"])
      #expect(try await world.storage(of: World.kari).state == "frozen")
      #expect(try await world.tasks(.storageDeletion).isEmpty)
      try world.move(to: "2025-10-10T10:00:00Z")
      try await world.work()
      try await world.work()
      #expect(try await world.storage(of: World.kari).state == "deletable")
      #expect(
        try await world.tasks(.storageDeletion).compactMap(\.person?.text).sorted()
          == ["kari", "ola"])
      #expect(try await world.told("storage.deletable") == ["kari", "ola"])
    }
  }

  @Test func `a worker that was away for a year warns first and deletes later`() async throws {
    try await World.with { world in
      try await world.addFamily()
      try world.move(to: "2026-04-20T10:00:00Z")
      try await world.work()
      let late = try await world.storage(of: World.kari)
      #expect(late.state == "frozen")
      #expect(late.mayBeDeletedFrom == "2026-05-04")
      #expect(try await world.tasks(.storageDeletion).isEmpty)
      // What is past is not announced.
      #expect(try await world.told("storage.freezes").isEmpty)
      try world.move(to: "2026-05-04T10:00:00Z")
      try await world.work()
      #expect(try await world.tasks(.storageDeletion).count == 2)
    }
  }

  @Test func `all clocks stop when it fits again, and nothing is deleted`() async throws {
    try await World.with { world in
      try await world.addFamily()
      for day in ["2025-04-10", "2025-09-26", "2025-10-10"] {
        try world.move(to: "\(day)T10:00:00Z")
        try await world.work()
      }
      // To the last byte of the quota is not over (D10).
      let fits = try await world.report(5, of: World.ola)
      #expect(fits.state == "fits" && fits.overSince == nil && fits.deletionBegun == nil)
      #expect(try await world.told("storage.fits") == ["ola"])
      // Kari buys storage instead.
      try await world.addShared("again", product: "basic")
      let kari = try await world.storage(of: World.kari)
      #expect(kari.state == "fits" && kari.quota == 100 * World.gigabyte)
      let tasks = try await world.tasks(.storageDeletion)
      #expect(tasks.map(\.state) == [.withdrawn, .withdrawn])
      // A new clock begins when that ends as well: on 5 November.
      try world.move(to: "2025-12-01T10:00:00Z")
      #expect(try await world.storage(of: World.kari).overSince == "2025-11-05")
    }
  }

  @Test func `CON-S10: opened again for thirty days, then frozen again`() async throws {
    try await World.with { world in
      try await world.addFamily()
      await #expect(throws: EngineError.self) {
        try await world.engine.reopenStorage(
          of: World.kari, in: World.family, by: World.program)
      }
      for day in ["2025-04-10", "2025-09-26", "2025-10-10"] {
        try world.move(to: "\(day)T10:00:00Z")
        try await world.work()
      }
      // Support says for whom and why, and nobody else does.
      let agent = Caller.person(
        PersonRecord(
          account: AccountID(stored: "us"), id: PersonID(stored: "sam"), name: "Sam",
          roles: [.supportAgent], created: World.start))
      let said = #"{"onBehalfOf": "kari", "supportReason": "She rang"}"#
      for (caller, body) in [(agent, ""), (agent, "{}"), (World.program, said)] {
        do {
          _ = try await world.engine.reopenStorage(
            of: World.kari, in: World.family, world.json(body), by: caller)
          Issue.record("`\(body)` was taken")
        } catch EngineError.invalid(let faults) {
          #expect(faults.map(\.field) == ["onBehalfOf", "supportReason"])
        }
      }
      _ = try await world.engine.reopenStorage(
        of: World.kari, in: World.family, world.json(said), by: agent)
      let open = try await world.storage(of: World.kari)
      #expect(open.state == "over" && open.openUntil == "2025-11-09")
      #expect(open.mayBeDeletedFrom == "2025-11-09")
      let tasks = try await world.tasks(.storageDeletion).filter { $0.person == World.kari }
      #expect(tasks.map(\.state) == [.withdrawn])
      try world.move(to: "2025-11-09T10:00:00Z")
      try await world.work()
      #expect(try await world.storage(of: World.kari).state == "deletable")
      let anew = try await world.tasks(.storageDeletion).filter { $0.person == World.kari }
      #expect(anew.map(\.state).filter { $0 == .waiting }.count == 1)
    }
  }

  /// Kari's own Basic (100 GB) ends, her Personal (1 TB) goes on, and she keeps 40 GB: nothing is
  /// too much, so no page, feed or message says that anything is frozen.
  @Test func `CON-F3: what another subscription still gives room for is not lost`() async throws {
    try await World.with { world in
      try await world.addFamily()
      try await world.addShared("own", product: "personal")
      let quote = try await world.engine.quote(
        ActRequest(Act(.cancel), named: .role(.owner)), on: World.shared, of: World.family,
        by: World.program)
      let owner = quote.decision.plan?.losses.filter { $0.loss == "storage" && $0.person == nil }
      #expect(owner?.map(\.overBytes) == [0])
      #expect(quote.timeline.milestones.allSatisfy { $0.milestone != "frozen" })
    }
  }

  /// A year without use, and thirty days after being told: frozen, whether or not the worker has
  /// written it down.
  @Test func `CON-S9: the storage of an account that nobody uses is frozen`() async throws {
    try await World.with { world in
      try await world.addFamily()
      try await world.report(3, of: World.kari)
      _ = try await world.engine.reportUsage(
        of: World.family, world.json("{}"), by: World.program)
      let day = try #require(world.clock.now().description.split(separator: "T").first)
      try world.move(to: "2026\(day.dropFirst(4))T12:00:00Z")
      try await world.work()
      #expect(try await world.storage(of: World.kari).state == "fits")
      world.wait(31 * 86_400)
      #expect(try await world.storage(of: World.kari).state == "frozen")
      try await world.work()
      let frozen = try await world.storage(of: World.kari)
      #expect(frozen.state == "frozen")
      #expect(frozen.effects.contains { $0.effect == "open-files" && $0.implements == ["CON-S9"] })
    }
  }

  @Test func `a report is what the facts of account and subscription say`() async throws {
    try await World.with { world in
      try await world.addFamily()
      try await world.report(7, of: World.kari)
      try await world.report(9, of: World.ola)
      let account = try await world.engine.account(World.family, by: World.program)
      #expect(account.body.storage?.used == 7 * World.gigabyte)
      let subscription = try await world.engine.subscription(
        World.shared, of: World.family, by: World.program)
      #expect(
        subscription.body.sharedWith.map(\.storage?.used) == [
          9 * World.gigabyte, 4 * World.gigabyte,
        ])
    }
  }

  @Test func `an erased person's storage is forgotten, an exported one's is told`() async throws {
    try await World.with { world in
      try await world.addFamily()
      let export = try await world.engine.exportPerson(
        World.ola, of: World.family, by: World.program)
      #expect(String(decoding: export.body, as: UTF8.self).contains("8000000000"))
      _ = try await world.engine.erasePerson(World.ola, of: World.family, by: World.program)
      let kept = try await world.engine.store.read { try $0.storage(of: World.family) }
      #expect(kept.map(\.person) == [World.kari, World.per])
      try world.move(to: "2025-05-01T10:00:00Z")
      try await world.work()
      #expect(try await world.told("storage.over") == ["kari"])
    }
  }

  @Test func `an organisation has no storage of people`() async throws {
    try await World.with { world in
      try await world.addFjord()
      await #expect(throws: EngineError.self) {
        try await world.engine.setStorage(
          of: World.kari, in: World.fjord, world.json(#"{"used": 1}"#), by: World.program)
      }
    }
  }
}
