import Foundation
import Logging
import TenureDomain
import TenureEngine
import TenurePolicy
import TenureStore
import TenureTesting
import Testing

/// An engine over a database of its own, with a clock that stands until it is moved.
struct World {
  let engine: Engine
  let clock: ManualClock
  let opened: OpenedStore

  static let shelf = Result { try PolicyShelf(folder: Project.root) }

  /// 15 March 2025, ten in the morning in Oslo.
  static let start = Timestamp("2025-03-15T09:00:00Z") ?? Timestamp(microseconds: 0)

  private init(_ opened: OpenedStore, at now: Timestamp) throws {
    let ids = SeededIDs(seed: 1)
    self.opened = opened
    clock = ManualClock(now)
    let keys = SigningKeys(try #require(KeyRing(secret: ids.secret(bytes: 32))))
    engine = Engine(
      store: opened.store, shelf: try Self.shelf.get(), clock: clock, ids: ids, keys: keys)
  }

  /// Runs a case in a world of its own on each database engine, and takes the worlds down.
  static func with(
    at now: Timestamp = start, _ body: (World) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    EngineTally.count("SQLite")
    try await closing(
      try await Stores.sqlite(
        path: folder / "tenure.db", purpose: "test", version: "0.0.0", now: now, logger: quiet),
      at: now, body)
    #if PostgreSQL
      EngineTally.count("PostgreSQL")
      try await PostgresCluster.turnstile.pass { try await onPostgreSQL(at: now, body) }
    #endif
  }

  #if PostgreSQL
    private static func onPostgreSQL(
      at now: Timestamp, _ body: (World) async throws -> Void
    ) async throws {
      let cluster = try await PostgresCluster.shared()
      let database = try await cluster.makeDatabase()
      var settings = PostgresSettings(connection: cluster.connection(to: database)) { _ in .zero }
      settings.poolSize = 4
      settings.poolWait = .seconds(60)
      try await closing(
        try await Stores.postgresql(settings, version: "0.0.0", now: now, logger: quiet), at: now,
        body)
    }
  #endif

  private static func closing(
    _ opened: OpenedStore, at now: Timestamp, _ body: (World) async throws -> Void
  ) async throws {
    do {
      try await body(World(opened, at: now))
    } catch {
      await opened.store.close()
      throw error
    }
    await opened.store.close()
  }

  private static let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
}

/// The account and the subscription that most cases are about.
extension World {
  static let fjord = AccountID(stored: "fjord")
  static let kari = PersonID(stored: "kari")
  static let premium = SubscriptionID(stored: "premium")

  /// The key of a program that may do everything, in the role of an administrator.
  static let key = KeyRecord(
    id: KeyID(stored: "shop"), hash: Hash.sha256([]), label: "shop", scopes: Scope.allCases,
    role: .globalAdministrator, created: start)
  static let program = Caller.program(key)

  /// Fjord AS bought Business Premium on 10 March 2025 for a month: 10 licenses at 12.50 EUR. Kari
  /// is its global administrator. Seven days are not over, and it has no billing profile.
  func addFjord() async throws {
    _ = try await engine.createAccount(
      json(
        #"""
        {"id": "fjord", "name": "Fjord AS", "kind": "business",
         "family": "microsoft-365-business", "agreement": "mosa", "country": "NO",
         "timeZone": "Europe/Oslo", "language": "en",
         "people": [{"id": "kari", "name": "Kari Nordmann", "email": "Kari@fjord.example",
                     "roles": ["global-administrator"]}]}
        """#), by: Self.program)
    try await addSubscription("premium")
  }

  func addSubscription(_ id: String, _ more: String = "") async throws {
    _ = try await engine.createSubscription(
      json(
        #"""
        {"id": "\#(id)", "product": "business-premium", "started": "2025-03-10T09:00:00Z",
         "term": {"start": "2025-03-10", "end": "2025-04-10", "interval": "month"},
         "price": {"amount": "12.50", "currency": "EUR", "per": "license", "every": "month"},
         "licenses": {"purchased": 10, "assigned": 8}, "recurringBilling": true,
         "paymentMethod": "on-file"\#(more)}
        """#), in: Self.fjord, by: Self.program)
  }

  func json(_ text: String) -> [UInt8] { Array(text.utf8) }

  func act(
    _ request: ActRequest, on subscription: SubscriptionID = premium, once: OnceOnly? = nil
  ) async throws -> Answer {
    try await engine.carryOut(
      request, on: subscription, of: Self.fjord, by: Self.program, once: once)
  }

  func quote(_ request: ActRequest) async throws -> QuoteBody {
    try await engine.quote(request, on: Self.premium, of: Self.fjord, by: Self.program)
  }

  func events(of subscription: SubscriptionID? = premium) async throws -> [EventRecord] {
    try await engine.store.read {
      try $0.events(of: Self.fjord, subscription: subscription, PageRequest(limit: 10_000))
    }
  }

  func ledger() async throws -> [LedgerRecord] {
    try await engine.store.read { try $0.ledger(of: Self.fjord, PageRequest(limit: 10_000)) }
  }
}

extension Answer {
  func result() throws -> ActResultBody { try JSONText.value(ActResultBody.self, body) }
}

extension OnceOnly {
  init(_ key: String, body: String = "") {
    self.init(key: key, fingerprint: Hash.sha256(Array(body.utf8)))
  }
}

extension ActRequest {
  /// A cancellation with the reason that the newest edition asks for.
  static func cancel(
    quote: QuoteToken? = nil, named: Named? = nil, feedback: String? = nil
  ) -> ActRequest {
    ActRequest(
      Act(.cancel), quote: quote, named: named, reason: .notUsed, feedback: feedback)
  }
}
