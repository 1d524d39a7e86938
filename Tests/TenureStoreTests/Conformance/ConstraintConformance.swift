import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

/// What the schema refuses, whoever asks for it.
@Suite struct ConstraintConformance {
  /// A row of each table that holds facts, as a base for changes.
  private static func fill(_ store: any Store) async throws {
    let posting = try Sample.refund(100)
    try await store.write { tx in
      try tx.insert(Sample.account("a"))
      try tx.insert(Sample.person("p", of: "a", email: "ada@x.example"))
      try tx.insert(Sample.subscription("s", of: "a"))
      try tx.insert(Sample.receipt("r", of: "a", subscription: "s"))
      try tx.insert(Sample.entry("e", of: "a", postings: [posting], receipt: "r"))
      try tx.append(
        Sample.event(
          1, of: "a", subscription: "s",
          personal: EventRecord.PersonalPart(
            person: "p", salt: [UInt8](repeating: 0, count: 16), data: [1])))
      try tx.insert(
        EditionRecord(
          id: Sample.edition, digest: [UInt8](repeating: 0, count: 32), document: "d", proof: [],
          added: Sample.now))
      try tx.insert(
        BatchRecord(
          account: "a", id: "b", created: Sample.now, request: [], total: 1, done: 0),
        items: ["s"])
      try tx.insert(Sample.answer(), to: RequestKey(caller: "c", key: "k"))
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func historyIsAppendOnly(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, sql in
      try await Self.fill(store)
      let attempts = [
        "UPDATE events SET type = 'x'", "DELETE FROM events",
        "UPDATE event_personal SET data = salt", "UPDATE entries SET kind = 'charge'",
        "DELETE FROM entries", "UPDATE postings SET amount = 1", "DELETE FROM postings",
        "UPDATE receipts SET signing_key = 'x'", "DELETE FROM receipts",
        "UPDATE editions SET document = 'x'", "DELETE FROM editions",
      ]
      for attempt in attempts {
        let fault = await #expect(throws: StoreError.self, "\(attempt)") {
          try await sql.write { try $0.run(Statement(attempt), [], expecting: nil) }
        }
        #expect(fault?.isConstraint == true, "\(attempt): \(String(describing: fault))")
      }
    }
  }

  /// What no row can mean, statement by statement.
  private static let nonsense = [
    "UPDATE accounts SET kind = 'robot'", "UPDATE accounts SET version = 0",
    "UPDATE accounts SET agreement = 'none'", "UPDATE accounts SET program = 'x'",
    "UPDATE accounts SET country = 'DNK'", "UPDATE accounts SET storage_mail = 1",
    "UPDATE accounts SET storage_used = -1", "UPDATE accounts SET closed = created - 1",
    "UPDATE people SET email = 'Ada@x.example'", "UPDATE people SET erased = 1",
    "INSERT INTO roles (account, person, position, role) VALUES ('a', 'p', 1, 'king')",
    "INSERT INTO roles (account, person, position, role) VALUES ('a', 'q', 0, 'owner')",
    "INSERT INTO domains (account, domain) VALUES ('a', 'X.example')",
    "INSERT INTO domains (account, domain) VALUES ('x', 'x.example')",
    "UPDATE subscriptions SET state = 'gone'", "UPDATE subscriptions SET kind = 'x'",
    "UPDATE subscriptions SET channel = 'x'", "UPDATE subscriptions SET version = 0",
    "UPDATE subscriptions SET edition = 'x'", "UPDATE subscriptions SET renewed = 2",
    "UPDATE subscriptions SET recurring_billing = 2",
    "UPDATE subscriptions SET payment_method = 'x'",
    "UPDATE subscriptions SET term_start = 2", "UPDATE subscriptions SET term_end = 2",
    "UPDATE subscriptions SET term_start = 2, term_end = 2",
    "UPDATE subscriptions SET started_at = 1, started_on = 1",
    "UPDATE subscriptions SET interval = 'week'",
    "UPDATE subscriptions SET price_amount = 1",
    "UPDATE subscriptions SET price_amount = -1, price_currency = 'EUR', "
      + "price_per = 'license', price_every = 'month'",
    "UPDATE subscriptions SET licenses_purchased = -1, licenses_assigned = 1",
    "UPDATE subscriptions SET licenses_assigned = -1",
    "UPDATE subscriptions SET licenses_at_renewal = -1",
    "UPDATE subscriptions SET ending_cause = 'cancelled'",
    "UPDATE subscriptions SET ending_at = 1, ending_date = 1",
    "UPDATE subscriptions SET ending_cause = 'none', ending_at = 1, ending_date = 1",
    "UPDATE subscriptions SET refunded_amount = 1",
    "UPDATE subscriptions SET refunded_amount = -1, refunded_currency = 'EUR'",
    "UPDATE subscriptions SET account = 'x'", "DELETE FROM subscriptions",
    "INSERT INTO milestones (account, subscription, kind, date, at) "
      + "VALUES ('a', 's', 'x', 1, 1)",
    "INSERT INTO milestones (account, subscription, kind, date, at) "
      + "VALUES ('a', 't', 'expired', 1, 1)",
    "UPDATE chains SET sequence = -1",
    "INSERT INTO entries (account, id, at, kind) VALUES ('a', 'e2', 1, 'gift')",
    "INSERT INTO entries (account, id, at, kind, receipt) VALUES ('a', 'e2', 1, 'refund', 'x')",
    "INSERT INTO entries (account, id, at, kind, reverses) "
      + "VALUES ('a', 'e2', 1, 'refund', 'e')",
    Self.posting(from: "revenue:subscriptions", to: "revenue:subscriptions", 1),
    Self.posting(from: "revenue:subscriptions", to: "customer:payable", -1),
    Self.posting(from: "revenue:subscriptions", to: "pocket", 1),
    "UPDATE batches SET done = 2", "UPDATE batch_items SET receipt = 'r'",
    "UPDATE answers SET status = 1", "UPDATE answers SET request_key = ''",
  ]

  @Test(arguments: StoreUnderTest.all)
  func nonsenseIsRefused(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, sql in
      try await Self.fill(store)
      for attempt in Self.nonsense {
        let fault = await #expect(throws: StoreError.self, "\(attempt)") {
          try await sql.write { try $0.run(Statement(attempt), [], expecting: nil) }
        }
        #expect(fault?.isConstraint == true, "\(attempt): \(String(describing: fault))")
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aListIsJSON(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, sql in
      try await Self.fill(store)
      // PostgreSQL names no constraint here: it stops where the text is no JSON.
      for attempt in [
        "UPDATE subscriptions SET shared_with = 'x'", "UPDATE subscriptions SET additions = '['",
      ] {
        await #expect(throws: StoreError.self) {
          try await sql.write { try $0.run(Statement(attempt), [], expecting: nil) }
        }
      }
      let found = try await store.read { try $0.subscription("s", of: "a") }
      #expect(found?.record == Sample.subscription("s", of: "a"))
    }
  }

  private static func posting(from source: String, to destination: String, _ amount: Int) -> String
  {
    """
    INSERT INTO postings (account, entry, position, source, destination, amount, currency)
    VALUES ('a', 'e', 1, '\(source)', '\(destination)', \(amount), 'EUR')
    """
  }

  @Test(arguments: StoreUnderTest.all)
  func aTextWithAZeroCharacterIsRefused(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      await #expect(throws: StoreError.self) {
        try await store.write { try $0.insert(Sample.account("a", name: "Con\u{0}toso")) }
      }
      let found = try await store.read { try $0.account("a") }
      #expect(found == nil)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aRefusedConstraintIsNamed(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, sql in
      try await Self.fill(store)
      await #expect(throws: StoreError.constraint("subscriptions_state")) {
        try await sql.write {
          try $0.run(
            Statement("UPDATE subscriptions SET state = 'gone'"), [], expecting: nil)
        }
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aReadChangesNothing(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, sql in
      try await store.write { try $0.set("n", to: "1") }
      await #expect(throws: StoreError.self) {
        try await sql.read { session in
          try session.run(Statement("UPDATE settings SET value = '2'"), [], expecting: nil)
          _ = try session.rows(Statement("SELECT 1"), [])
        }
      }
      await #expect(throws: StoreError.self) {
        try await sql.read { session in
          _ = try session.rows(Statement("UPDATE settings SET value = '2' RETURNING 1"), [])
        }
      }
      #expect(try await store.read { try $0.setting("n") } == "1")
    }
  }
}
