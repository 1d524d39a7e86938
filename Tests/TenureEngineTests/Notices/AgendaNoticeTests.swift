import TenureDomain
import TenurePolicy
import Testing

@testable import TenureEngine

/// What people are told as time passes, and when.
struct AgendaNoticeTests {
  /// One message, as its day, its kind and its title.
  private struct Told: Equatable, CustomStringConvertible {
    let day: String
    let title: String

    init(_ day: String, _ title: String) { (self.day, self.title) = (day, title) }

    var description: String { "\(day) \(title)" }
  }

  /// Everything that the first recipient of each item is told up to an instant.
  private func told(
    _ world: World, _ id: SubscriptionID, of account: AccountID, to end: String
  ) async throws -> [(at: Timestamp, messages: [OutboxRecord])] {
    let end = try #require(Timestamp(end))
    let context = try await world.engine.store.read { try $0.context(of: id, of: account) }
    let standing = try world.engine.standing(of: context, at: World.start)
    var told: [(Timestamp, [OutboxRecord])] = []
    var (subject, mark) = (standing.subject, AgendaMark(settled: World.start))
    // In small steps, as a worker does: what lies ahead is told before it comes.
    var now = World.start
    while now < end {
      now = min(now.adding(days: 1), end)
      let agenda = Agenda(of: subject, after: mark, to: now) { _ in standing.edition }
      for item in agenda.items {
        told.append(
          (
            item.at,
            world.engine.messages(
              about: item, of: context.record, account: context.account, at: now)
          ))
      }
      (subject, mark) = (agenda.subject, agenda.mark)
    }
    return told
  }

  private func titles(
    _ told: [(at: Timestamp, messages: [OutboxRecord])]
  ) throws -> [Told] {
    let zone = try #require(SystemZones().zone("Europe/Oslo"))
    return told.compactMap { at, messages in
      messages.first.map { Told("\(zone.localDate(of: at))", $0.title) }
    }
  }

  private static let hansen = AccountID(stored: "hansen")
  private static let name = "The subscription to Microsoft 365 Business Premium"

  /// Off on 15 March, the term ends on 10 April; expired 30 days, disabled 90: deleted on 8 August.
  @Test func `an organisation that lets it end is told of each date in time`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(ActRequest(Act(.turnOffRecurringBilling)))
      let told = try await told(
        world, World.premium, of: World.fjord, to: "2025-08-09T00:00:00Z")
      let expected = [
        Told("2025-04-03", "\(Self.name) expires in 7 days"),
        Told("2025-04-09", "\(Self.name) expires in 1 day"),
        Told("2025-04-10", "\(Self.name) has expired"),
        Told("2025-05-03", "\(Self.name) is disabled in 7 days"),
        Told("2025-05-09", "\(Self.name) is disabled in 1 day"),
        Told("2025-05-10", "\(Self.name) has been disabled"),
        Told("2025-07-09", "\(Self.name) is deleted in 30 days"),
        Told(
          "2025-07-25", "\(Self.name) has ended, and its data may be deleted from 8 August 2025"),
        Told("2025-08-01", "\(Self.name) is deleted in 7 days"),
        Told("2025-08-07", "\(Self.name) is deleted in 1 day"),
        Told("2025-08-08", "\(Self.name) has been deleted"),
        Told("2025-08-08", "\(Self.name) has ended, and its data is being deleted"),
      ]
      #expect(try titles(told) == expected)
      for (_, messages) in told where !messages.isEmpty {
        #expect(messages.map(\.recipient) == [.globalAdministrator, .billingAdministrator])
      }
      let disabled = try #require(told.flatMap(\.messages).first { $0.kind == .passed(.disabled) })
      #expect(
        disabled.body == """
          \(Self.name) was disabled on 10 May 2025.

          Users have no access. Administrators can back up data.

          It can be reactivated by 7 August 2025 at the latest.

          Save what you want to keep: from 8 August 2025 on, the data that is left behind may be \
          deleted.

          All of that data is deleted by 7 October 2025 at the latest.
          """)
    }
  }

  /// 10 licenses at 12.50 for each month from 10 April on.
  @Test func `a renewal says beforehand and then what is charged`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let told = try await told(
        world, World.premium, of: World.fjord, to: "2025-04-20T00:00:00Z")
      #expect(
        try titles(told) == [
          Told("2025-04-03", "\(Self.name) is renewed in 7 days"),
          Told("2025-04-10", "\(Self.name) costs 125.00 EUR for the time from 10 April 2025"),
        ])
      let bodies = told.compactMap { $0.messages.first?.body }
      #expect(bodies.first?.hasSuffix("Otherwise 125.00 EUR is charged.") == true)
      #expect(
        bodies.last == """
          \(Self.name) costs 125.00 EUR for the time from 10 April 2025 to 10 May 2025. \
          The amount is charged on 10 April 2025.
          """)
    }
  }

  /// MSG-02, CON-F3: each person it is shared with is told for themselves, of what concerns them.
  @Test func `people it is shared with are told too, but not of money`() async throws {
    try await World.with { world in
      _ = try await world.engine.createAccount(
        world.json(
          #"""
          {"id": "hansen", "name": "Ida Hansen", "kind": "consumer",
           "family": "microsoft-365-consumer", "country": "DK", "timeZone": "Europe/Oslo",
           "language": "da",
           "people": [{"id": "ida", "name": "Ida Hansen", "roles": ["owner"]},
                      {"id": "bo", "name": "Bo Hansen", "roles": ["family-member"]}]}
          """#), by: World.program)
      _ = try await world.engine.createSubscription(
        world.json(
          #"""
          {"id": "family", "product": "family", "started": "2025-03-10T09:00:00Z",
           "term": {"start": "2025-03-10", "end": "2025-04-10", "interval": "month"},
           "price": {"amount": "99.00", "currency": "DKK", "per": "subscription",
                     "every": "month"},
           "recurringBilling": false, "paymentMethod": "on-file",
           "sharedWith": [{"person": "bo"}]}
          """#), in: Self.hansen, by: World.program)
      let told = try await told(
        world, SubscriptionID(stored: "family"), of: Self.hansen, to: "2025-04-12T00:00:00Z")
      let kinds = told.map { $0.messages.map { "\($0.recipient.rawValue) \($0.kind)" } }
      #expect(
        kinds == [
          ["owner reminder.termEnds"],
          ["owner reminder.expired", "family-member reminder.expired"],
          ["owner passed.expired", "family-member passed.expired"],
        ])
      let last = try #require(told.last?.messages)
      #expect(last.map(\.person) == [nil, PersonID(stored: "bo")])
      #expect(last.allSatisfy { $0.language == "da" })
      #expect(last.first?.title == "Dit abonnement på Microsoft 365 Family er udløbet")
      #expect(
        last.last?.title
          == "Det delte abonnement på Microsoft 365 Family er udløbet")
      #expect(last.last?.body.contains("dit skylager til 5\u{A0}GB") == true)
    }
  }

  /// DUE-01: told before it ends, and why.
  @Test func `what is about to end for want of payment says so, and that it ended`() async throws {
    try await World.with { world in
      try await world.addFjord()
      let context = try await world.engine.store.read {
        try $0.context(of: World.premium, of: World.fjord)
      }
      let standing = try world.engine.standing(of: context, at: World.start)
      var subject = standing.subject
      subject.apply(.arrears(Arrears(since: World.start)))
      // 15 March + 30 days; before that it renews on 10 April.
      let end = try #require(Timestamp("2025-04-14T12:00:00Z"))
      let before = try #require(Timestamp("2025-04-13T12:00:00Z"))
      let told = Agenda(of: subject, after: AgendaMark(settled: World.start), to: before) { _ in
        standing.edition
      }
      let agenda = Agenda(of: told.subject, after: told.mark, to: end) { _ in standing.edition }
      let reminder = try #require(
        told.items.last { if case .reminder = $0.occurrence { true } else { false } })
      let warned = world.engine.messages(
        about: reminder, of: context.record, account: context.account, at: reminder.at)
      #expect(warned.first?.title == "\(Self.name) is disabled in 1 day")
      #expect(warned.first?.body.contains("because a charge is overdue") == true)
      let item = try #require(agenda.items.last)
      #expect(item.subject.subscription.ending?.cause == .nonPayment)
      let messages = world.engine.messages(
        about: item, of: context.record, account: context.account, at: end)
      #expect(messages.first?.kind == .passed(.disabled))
      #expect(messages.first?.body.contains("because a charge stayed unpaid") == true)
    }
  }

  @Test func `what an act did can be read`() async throws {
    try await World.with { world in
      try await world.addFjord()
      _ = try await world.act(ActRequest.cancel())
      let page = try await world.engine.messages(
        of: World.fjord, after: nil, limit: 10, by: World.program)
      let first = try #require(page.items.first)
      #expect(page.items.count == 2)
      #expect(first.kind == "act.cancel" && first.title == "\(Self.name) has been cancelled")
      #expect(first.body.contains("104.84 EUR comes back"))
      let rest = try await world.engine.messages(
        of: World.fjord, after: first.id, limit: 1, by: World.program)
      #expect(rest.items == [page.items[1]])
      await #expect(throws: EngineError.notFound("account")) {
        try await world.engine.messages(
          of: AccountID(stored: "nobody"), after: nil, limit: 1, by: World.program)
      }
    }
  }
}
