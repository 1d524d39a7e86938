import FoundationEssentials
import GRDB
import Logging
import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

/// An account with one subscription that was cancelled, in a SQLite file of its own. Between two
/// servers the file can be changed past them.
struct DoctorWorld {
  private let folder: TemporaryFolder
  let keys: SigningKeys
  let now: Timestamp

  static let account = AccountID(stored: "acc_1")
  static let subscription = SubscriptionID(stored: "sub_1")

  /// Read once for all tests.
  private static let shelf = Result { try PolicyShelf(folder: Project.root) }

  private var path: String { folder / "tenure.sqlite" }

  init() throws {
    folder = try TemporaryFolder()
    keys = SigningKeys(try KnownKey.ring())
    now = try #require(Timestamp("2025-03-18T09:00:00Z"))
  }

  /// Runs a body with a server on the file.
  func serve<Result>(
    keys: SigningKeys? = nil, _ body: (Engine, OpenedStore) async throws -> Result
  ) async throws -> Result {
    let opened = try await Stores.sqlite(
      path: path, purpose: "test", version: "0", now: now,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let engine = Engine(
      store: opened.store, shelf: try Self.shelf.get(),
      clock: ManualClock(now), ids: SeededIDs(seed: 1), keys: keys ?? self.keys)
    do {
      let result = try await body(engine, opened)
      await opened.store.close()
      return result
    } catch {
      await opened.store.close()
      throw error
    }
  }

  /// Makes the account, its person and its subscription; answers one act that is unnecessary, and
  /// carries out another.
  func build() async throws {
    try await serve { engine, _ in
      _ = try await engine.keys.agree(in: engine.store)
      _ = try await engine.createAccount([UInt8](Self.accountText.utf8), by: .console)
      _ = try await engine.createSubscription(
        [UInt8](Self.subscriptionText.utf8), in: Self.account, by: .console)
      let id = PersonID(stored: "per_1")
      let person = try #require(
        try await engine.store.read { try $0.person(id, of: Self.account) })
      for act in [ActKind.reactivate, .cancel] {
        let request = ActRequest(
          Act(act), reason: .tooExpensive, feedback: "Too dear for us.")
        let answer = try await engine.carryOut(
          request, on: Self.subscription, of: Self.account, by: .person(person))
        #expect(answer.status == 200)
      }
    }
  }

  /// Changes the file past Tenure, without the rules of its schema.
  func tamper(_ statements: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA ignore_check_constraints = 1")
      let triggers = try Row.fetchAll(
        database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      for trigger in triggers {
        try database.execute(sql: "DROP TRIGGER \"\(trigger["name"] as String)\"")
      }
      try database.execute(sql: statements)
      for trigger in triggers { try database.execute(sql: trigger["sql"]) }
      #expect(database.totalChangesCount > 0, "the statement changed nothing: \(statements)")
    }
    try queue.close()
  }

  func examine(keys: SigningKeys? = nil) async throws -> DoctorReport {
    try await serve(keys: keys) { engine, opened in
      try await Doctor(
        store: engine.store, shelf: engine.shelf, keys: engine.keys,
        inspection: DatabaseInspection(opened.database)
      ).examine(at: now)
    }
  }

  private static let accountText = """
    {"id": "acc_1", "name": "Fjord AS", "kind": "business", "family": "microsoft-365-business",
     "agreement": "mosa", "country": "NO", "timeZone": "Europe/Oslo", "language": "nb",
     "people": [{"id": "per_1", "name": "Kari Nordmann", "email": "kari@example.com",
                 "roles": ["global-administrator", "billing-administrator"]}]}
    """

  private static let subscriptionText = """
    {"id": "sub_1", "product": "business-basic", "started": "2025-03-15T10:00:00Z",
     "term": {"start": "2025-03-15", "end": "2026-03-15", "interval": "year"},
     "price": {"amount": "60.00", "currency": "EUR", "every": "year", "per": "license"},
     "licenses": {"purchased": 10, "assigned": 4}, "recurringBilling": true,
     "channel": "direct", "kind": "paid", "state": "active", "paymentMethod": "on-file"}
    """
}
