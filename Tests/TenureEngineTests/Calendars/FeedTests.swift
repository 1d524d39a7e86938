import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// The calendar of an account at its secret addresses.
@Suite struct FeedTests {
  @Test func `an address is shown once, and what is kept of it opens nothing`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (feed, secret) = try await world.addFeed()
      #expect(secret.count == 64)
      let kept = try await world.engine.store.read { try $0.feeds(of: World.fjord) }
      #expect(kept.map(\.id.text) == [feed.id])
      #expect(kept.first?.hash == Hash.sha256(Array(secret.utf8)))
      let listed = try await world.engine.feeds(of: World.fjord, by: World.program)
      #expect(listed.items.map(\.address) == [nil])
      #expect(try await world.engine.readFeed(secret).text.hasPrefix("BEGIN:VCALENDAR\r\n"))
      for guess in ["", feed.id, String(secret.dropLast())] {
        await #expect(throws: EngineError.notFound("feed")) {
          _ = try await world.engine.readFeed(guess)
        }
      }
    }
  }

  @Test func `a revoked address leads nowhere, and others go on`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (one, first) = try await world.addFeed()
      let (_, second) = try await world.addFeed()
      let id = try #require(FeedID(one.id))
      for _ in 0..<2 {
        let answer = try await world.engine.revokeFeed(id, of: World.fjord, by: World.program)
        let body = try JSONText.value(FeedBody.self, answer.body)
        #expect(body.revoked == "\(World.start)")
        world.clock.move(to: World.start.adding(hours: 1))
      }
      await #expect(throws: EngineError.notFound("feed")) {
        _ = try await world.engine.readFeed(first)
      }
      _ = try await world.engine.readFeed(second)
      await #expect(throws: EngineError.notFound("feed")) {
        _ = try await world.engine.revokeFeed(
          FeedID(stored: "other"), of: World.fjord, by: World.program)
      }
    }
  }

  @Test func `the address of somebody who was erased leads nowhere`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let kari = try await world.engine.store.read { try $0.person(World.kari, of: World.fjord) }
      let (_, secret) = try await world.addFeed(by: .person(try #require(kari)))
      _ = try await world.engine.readFeed(secret)
      _ = try await world.engine.erasePerson(World.kari, of: World.fjord, by: World.program)
      await #expect(throws: EngineError.notFound("feed")) {
        _ = try await world.engine.readFeed(secret)
      }
    }
  }

  @Test func `reading twice gives the same bytes, and a cancellation moves what it moves`()
    async throws
  {
    try await World.with { world in
      try await world.addFjord()
      let (_, secret) = try await world.addFeed()
      let first = try await world.engine.readFeed(secret)
      world.clock.move(to: World.start.adding(hours: 30))
      let again = try await world.engine.readFeed(secret)
      #expect(again.text == first.text && again.tag == first.tag)
      let before = ReadCalendar(first.text)
      #expect(
        before["nextBilling.fjord.premium"]
          == ReadCalendar.Entry(date: "20250410", sequence: 0, isCancelled: false))

      // Cancelled on 16 March: no next billing, and it is disabled from that day.
      _ = try await world.act(ActRequest.cancel())
      let after = ReadCalendar(try await world.engine.readFeed(secret).text)
      #expect(
        after["nextBilling.fjord.premium"]
          == ReadCalendar.Entry(date: "20250410", sequence: 1, isCancelled: true))
      #expect(
        after["disabled.fjord.premium"]
          == ReadCalendar.Entry(date: "20250316", sequence: 0, isCancelled: false))
      for (uid, entry) in before.entries where after[uid] != entry {
        #expect(try #require(after[uid]).sequence > entry.sequence, "\(uid)")
      }
      #expect(Set(before.entries.keys).isSubset(of: after.entries.keys))

      // Reactivated within its days: what was cancelled holds again.
      _ = try await world.act(ActRequest(Act(.reactivate)))
      let back = ReadCalendar(try await world.engine.readFeed(secret).text)
      #expect(
        back["nextBilling.fjord.premium"]
          == ReadCalendar.Entry(date: "20250410", sequence: 2, isCancelled: false))
      // Recurring billing is off now, so it is deleted after its term instead: moved.
      let deleted = try #require(back["deleted.fjord.premium"])
      #expect(deleted.sequence == 1 && !deleted.isCancelled)
      #expect(deleted.date > (after["deleted.fjord.premium"]?.date ?? deleted.date))
    }
  }

  @Test func `a billing day that has passed stays, and the next one has an id of its own`()
    async throws
  {
    try await World.with { world in
      try await world.addOwnClock()
      try await world.addOwn("own")
      let (_, secret) = try await world.addFeed(in: World.lab)
      _ = try await world.engine.readFeed(secret)
      _ = try await world.advance(to: "2026-02-20T09:00:00Z")
      let second = ReadCalendar(try await world.engine.readFeed(secret).text)
      #expect(
        second["nextBilling.lab.own"]
          == ReadCalendar.Entry(date: "20260210", sequence: 0, isCancelled: false))
      #expect(
        second["nextBilling-2.lab.own"]
          == ReadCalendar.Entry(date: "20260310", sequence: 0, isCancelled: false))
      // Its own calendar calls the day by the same name.
      let own = ReadCalendar(
        try await world.engine.calendar(of: World.own, in: World.lab, by: World.program))
      #expect(own["nextBilling-2.lab.own"] == second["nextBilling-2.lab.own"])
      // What lies more than 90 days back is shown no more.
      _ = try await world.advance(to: "2026-06-20T09:00:00Z")
      let third = ReadCalendar(try await world.engine.readFeed(secret).text)
      #expect(third["nextBilling.lab.own"] == nil)
    }
  }

  @Test func `a date that never came is cancelled even if nobody read in between`() async throws {
    try await World.with { world in
      try await world.addOwnClock()
      try await world.addOwn("own")
      _ = try await world.engine.carryOut(
        ActRequest(Act(.turnOffRecurringBilling)), on: World.own, of: World.lab, by: World.program)
      let (_, secret) = try await world.addFeed(in: World.lab)
      let first = ReadCalendar(try await world.engine.readFeed(secret).text)
      #expect(first["disabled.lab.own"]?.date == "20260312")
      _ = try await world.engine.carryOut(
        ActRequest(Act(.turnOnRecurringBilling)), on: World.own, of: World.lab, by: World.program)
      _ = try await world.advance(to: "2026-03-20T09:00:00Z")
      let later = ReadCalendar(try await world.engine.readFeed(secret).text)
      #expect(later["disabled.lab.own"]?.isCancelled == true)
      // The term did end on the day that was told, by its renewal.
      #expect(later["termEnds.lab.own"]?.isCancelled == false)
    }
  }

  @Test func `a feed speaks the language it was made for, else the account's`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let (_, plain) = try await world.addFeed()
      let (_, nb) = try await world.addFeed(#"{"label": "Kari", "language": "nb"}"#)
      #expect(try await world.engine.readFeed(plain).text.contains("Next billing date"))
      #expect(!(try await world.engine.readFeed(nb).text.contains("Next billing date")))
      await #expect(throws: EngineError.self) {
        _ = try await world.addFeed(#"{"label": "Kari", "language": "tlh"}"#)
      }
    }
  }
}

extension World {
  func addFeed(
    _ body: String = #"{"label": "phone"}"#, in account: AccountID = fjord,
    by caller: Caller = program
  ) async throws -> (feed: FeedBody, secret: String) {
    let answer = try await engine.createFeed(
      json(body), in: account, at: "https://t.example", by: caller)
    let feed = try JSONText.value(FeedBody.self, answer.body)
    let address = try #require(feed.address)
    let secret = address.dropFirst("https://t.example/v1/feeds/".count).dropLast(".ics".count)
    return (feed, String(secret))
  }
}

/// What a calendar says, as far as these tests ask.
struct ReadCalendar {
  struct Entry: Equatable {
    var date = ""
    var sequence = 0
    var isCancelled = false
  }

  private(set) var entries: [String: Entry] = [:]

  subscript(uid: String) -> Entry? { entries[uid] }

  init(_ text: String) {
    var uid = ""
    for line in text.replacing("\r\n ", with: "").split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      switch parts[0] {
      case "UID":
        uid = parts[1].replacing("@tenure.invalid", with: "")
        entries[uid] = Entry()
      case "DTSTART;VALUE=DATE": entries[uid]?.date = parts[1]
      case "SEQUENCE": entries[uid]?.sequence = Int(parts[1]) ?? -1
      case "STATUS": entries[uid]?.isCancelled = parts[1] == "CANCELLED"
      default: break
      }
    }
  }
}
