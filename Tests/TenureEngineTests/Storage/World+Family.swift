import TenureDomain
import TenureEngine
import TenureTesting
import Testing

/// A person's account with a family subscription.
extension World {
  static let family = AccountID(stored: "familie")
  static let ola = PersonID(stored: "ola")
  static let per = PersonID(stored: "per")
  static let shared = SubscriptionID(stored: "family")
  static let gigabyte: Int64 = 1_000_000_000

  /// Kari has had Family since 10 March 2025, for a month that is not renewed, and keeps 40 GB. She
  /// shares it with Ola, who keeps 8 GB, and with Per, who keeps 4 GB.
  func addFamily() async throws {
    _ = try await engine.createAccount(
      json(
        #"""
        {"id": "familie", "name": "Kari Nordmann", "kind": "consumer",
         "family": "microsoft-365-consumer", "country": "NO", "timeZone": "Europe/Oslo",
         "language": "en", "storage": {"used": 40000000000},
         "people": [
           {"id": "kari", "name": "Kari Nordmann", "roles": ["owner"]},
           {"id": "ola", "name": "Ola Nordmann", "roles": ["family-member"]},
           {"id": "per", "name": "Per Nordmann", "roles": ["family-member"]}]}
        """#), by: Self.program)
    try await addShared(
      "family", product: "family",
      #"[{"person": "ola", "storage": {"used": 8000000000}}, {"person": "per"}]"#)
    try await report(4, of: Self.per)
  }

  func addShared(_ id: String, product: String, _ people: String = "[]") async throws {
    let day = ZoneRules.utc.localDate(of: clock.now())
    _ = try await engine.createSubscription(
      json(
        #"""
        {"id": "\#(id)", "product": "\#(product)", "started": "\#(day.adding(days: -5))",
         "term": {"start": "\#(day.adding(days: -5))",
                  "end": "\#(day.adding(days: -5).adding(months: 1))", "interval": "month"},
         "price": {"amount": "129.00", "currency": "NOK", "per": "subscription",
                   "every": "month"},
         "recurringBilling": false, "paymentMethod": "on-file", "sharedWith": \#(people)}
        """#), in: Self.family, by: Self.program)
  }

  /// Reports how many gigabytes a person keeps.
  @discardableResult
  func report(_ gigabytes: Int64, of person: PersonID) async throws -> StorageStandingBody {
    let answer = try await engine.setStorage(
      of: person, in: Self.family, json(#"{"used": \#(gigabytes * Self.gigabyte)}"#),
      by: Self.program)
    return try JSONText.value(StorageStandingBody.self, answer.body)
  }

  func storage(of person: PersonID) async throws -> StorageStandingBody {
    try await engine.storage(of: person, in: Self.family, by: Self.program)
  }

  func move(to text: String) throws {
    clock.move(to: try #require(Timestamp(text)))
  }

  /// Lets a worker carry out everything that is due.
  func work() async throws {
    let worker = Worker(engine: engine, name: "w")
    var round = try await worker.round()
    #expect(round.failed.isEmpty, "\(round.failed)")
    while round.isFull { round = try await worker.round() }
  }

  /// Whom the messages of a kind are for, in alphabetical order.
  func told(_ kind: String) async throws -> [String] {
    let outbox = try await engine.store.read { try $0.outbox(PageRequest(limit: 10_000)) }
    return outbox.filter { $0.kind.text == kind }
      .map { $0.person?.text ?? $0.recipient.rawValue }.sorted()
  }

  func tasks(_ kind: TaskKind, in account: AccountID = family) async throws -> [TaskRecord] {
    try await engine.store.read {
      try $0.tasks(TaskFilter(account: account, kind: kind), PageRequest(limit: 100))
    }
  }

  func types(of account: AccountID) async throws -> [String] {
    try await engine.store.read {
      try $0.events(of: account, subscription: nil, PageRequest(limit: 10_000)).map(\.type)
    }
  }
}
