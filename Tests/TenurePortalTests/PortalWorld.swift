import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import TenureDomain
import TenureEngine
import TenureStore
import TenureTesting
import Testing

@testable import TenurePortal

/// A portal over a database of its own, with a clock that stands until it is moved.
///
/// In it live an organisation, a family, and a support agent in an account of another customer.
struct PortalWorld {
  let engine: Engine
  let clock: ManualClock
  var portal: Portal
  let store: any Store

  static let shelf = Result { try PolicyShelf(folder: root) }

  /// The project's own folder, found from where this file lies.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// 15 March 2025, ten in the morning in Oslo.
  static let start = Timestamp("2025-03-15T09:00:00Z") ?? Timestamp(microseconds: 0)

  /// Where people reach the portal.
  static let host = "tenure.example"

  /// Runs a case in a world of its own and takes it down.
  ///
  /// - Parameter sells: whether accounts may buy.
  static func with(
    at now: Timestamp = start, sells: Bool = false, _ body: (PortalWorld) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let opened = try await Stores.sqlite(
      path: folder / "tenure.db", purpose: "test", version: "0.0.0", now: now,
      logger: quiet)
    do {
      let world = try PortalWorld(opened.store, at: now, sells: sells)
      try await world.addPeople()
      try await body(world)
    } catch {
      await opened.store.close()
      throw error
    }
    await opened.store.close()
  }

  private init(_ store: any Store, at now: Timestamp, sells: Bool) throws {
    let ids = SeededIDs(seed: 1)
    self.store = store
    clock = ManualClock(now)
    let keys = SigningKeys(try #require(KeyRing(secret: ids.secret(bytes: 32))))
    engine = Engine(
      store: store, shelf: try Self.shelf.get(), clock: clock, ids: ids, keys: keys)
    portal = Portal(
      engine: engine,
      settings: PortalSettings(
        publicURL: "https://\(Self.host)", providers: [DemoSignIn(Self.members)], sells: sells,
        prices: sells ? Self.prices : .empty),
      assets: try Self.assets.get(), templates: try Self.templates.get())
  }

  private static let assets = Result { try Assets(folder: root) }
  /// Read once for all worlds: that takes longer than most cases.
  private static let templates = Result {
    try TemplateShelf(folder: root, messages: shelf.get().messages)
  }

  static let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
}

// MARK: Who and what there is

extension PortalWorld {
  /// The accounts.
  static let fjord = AccountID(stored: "fjord")
  static let hansen = AccountID(stored: "hansen")
  static let help = AccountID(stored: "help")
  /// Their subscriptions.
  static let premium = SubscriptionID(stored: "premium")
  static let family = SubscriptionID(stored: "family")

  /// Somebody who can sign in.
  struct Person: Sendable {
    let id: String
    let account: AccountID
    let name: String

    var answer: String { "\(account)/\(id)" }
    /// Fjord's global administrator.
    static let kari = Person(id: "kari", account: fjord, name: "Kari Nordmann")
    /// Somebody at Fjord without any role.
    static let nils = Person(id: "nils", account: fjord, name: "Nils Bruker")
    /// The owner of the family's subscription.
    static let lars = Person(id: "lars", account: hansen, name: "Lars Hansen")
    /// With whom it is shared.
    static let emma = Person(id: "emma", account: hansen, name: "Emma Hansen")
    /// A support agent.
    static let sam = Person(id: "sam", account: help, name: "Sam Support")
    static let all = [kari, nils, lars, emma, sam]
  }

  private static var members: [DemoSignIn.Member] {
    Person.all.map {
      DemoSignIn.Member(
        person: PersonID(stored: $0.id), name: $0.name, account: $0.account,
        accountName: $0.account.text, face: "organisation")
    } + [DemoSignIn.Member(operatorKey: operatorKey, name: "Operator")]
  }

  func addPeople() async throws {
    try await addAccount(
      #"""
      {"id": "fjord", "name": "Fjord AS", "kind": "business",
       "family": "microsoft-365-business", "agreement": "mosa", "country": "NO",
       "timeZone": "Europe/Oslo", "language": "en",
       "people": [{"id": "kari", "name": "Kari Nordmann", "email": "kari@fjord.example",
                   "roles": ["global-administrator"]},
                  {"id": "nils", "name": "Nils Bruker", "roles": ["user"]}]}
      """#)
    try await addAccount(
      #"""
      {"id": "hansen", "name": "Lars Hansen", "kind": "consumer",
       "family": "microsoft-365-consumer", "country": "NO", "timeZone": "Europe/Oslo",
       "language": "en", "storage": {"used": 40000000000},
       "people": [{"id": "lars", "name": "Lars Hansen", "roles": ["owner"]},
                  {"id": "emma", "name": "Emma Hansen", "roles": ["family-member"]}]}
      """#)
    try await addAccount(
      #"""
      {"id": "help", "name": "Customer support", "kind": "business",
       "family": "microsoft-365-business", "country": "NO", "timeZone": "Europe/Oslo",
       "language": "en",
       "people": [{"id": "sam", "name": "Sam Support", "roles": ["support-agent"]}]}
      """#)
    try await addPremium("premium")
    try await addFamilyPlan("family")
  }

  /// Fjord bought Business Premium on 10 March 2025 for a month: 10 licenses at 12.50 EUR, 8 used.
  ///
  /// - Parameter more: members of the request that go before these, such as `"channel": "partner"`.
  func addPremium(_ id: String, _ more: [String: String] = [:]) async throws {
    try await addSubscription(
      id, to: Self.fjord,
      [
        "product": #""business-premium""#, "started": #""2025-03-10T09:00:00Z""#,
        "term": #"{"start": "2025-03-10", "end": "2025-04-10", "interval": "month"}"#,
        "price": #"{"amount": "12.50", "currency": "EUR", "per": "license", "every": "month"}"#,
        "licenses": #"{"purchased": 10, "assigned": 8}"#, "recurringBilling": "true",
        "paymentMethod": #""on-file""#,
      ].merging(more) { $1 })
  }

  /// Lars bought Family on 1 March 2025 for a month and shares it with Emma, who keeps 8 GB.
  func addFamilyPlan(_ id: String, _ more: [String: String] = [:]) async throws {
    try await addSubscription(
      id, to: Self.hansen,
      [
        "product": #""family""#, "started": #""2025-03-01T09:00:00Z""#,
        "term": #"{"start": "2025-03-01", "end": "2025-04-01", "interval": "month"}"#,
        "price": """
        {"amount": "129.00", "currency": "NOK", "per": "subscription", "every": "month"}
        """,
        "recurringBilling": "true", "paymentMethod": #""on-file""#,
        "sharedWith": #"[{"person": "emma", "storage": {"used": 8000000000}}]"#,
      ].merging(more) { $1 })
  }

  func addAccount(_ body: String) async throws {
    _ = try await engine.createAccount(Array(body.utf8), by: .console)
  }

  /// - Parameter members: those of the request, each as JSON.
  func addSubscription(
    _ id: String, to account: AccountID, _ members: [String: String]
  ) async throws {
    let fields = members.merging(["id": "\"\(id)\""]) { $1 }.sorted { $0.key < $1.key }
    let body = fields.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
    _ = try await engine.createSubscription(Array("{\(body)}".utf8), in: account, by: .console)
  }

  /// A subscription as it stands.
  func subscription(
    _ id: SubscriptionID, of account: AccountID = fjord
  ) async throws -> SubscriptionBody {
    try await engine.subscription(id, of: account, by: .console).body
  }

  /// The events of a subscription of one type.
  func events(
    _ type: String, of id: SubscriptionID, in account: AccountID = fjord
  ) async throws -> [EventRecord] {
    try await store.read {
      try $0.events(of: account, subscription: id, PageRequest(limit: 10_000))
    }.filter { $0.type == type }
  }
}

extension PortalWorld {
  /// Somebody as the engine knows them.
  func caller(_ person: Person) async throws -> Caller {
    try await engine.signIn(as: PersonID(stored: person.id), of: person.account).caller
  }
}

extension PortalWorld {
  /// Lets time pass.
  func wait(hours: Int64) {
    let now = clock.now().microseconds
    clock.move(to: Timestamp(microseconds: now + hours * 3_600_000_000))
  }
}
