import Foundation
import TenureTesting

/// A subscription of a world.
struct Place: Sendable, Hashable {
  let account: String
  let subscription: String

  var path: String { "/v1/accounts/\(account)/subscriptions/\(subscription)" }
}

/// A database with subscriptions that can be changed at will, and a key that may do it.
struct World: Sendable {
  let workplace: Workplace
  /// As `--database` takes it.
  let database: String
  let keyFile: String
  let credential: String
  let client: APIClient

  /// Several subscriptions share an account, and so a chain of events.
  static let places = (1...4).flatMap { account in
    (1...14).map { Place(account: "acc_\(account)", subscription: "sub_\(account)_\($0)") }
  }
  /// Those that a load works on.
  static let loaded = places.filter { place in
    ["1", "2", "3"].contains { place.subscription.hasSuffix("_\($0)") }
  }

  // MARK: Making one

  /// Runs a test on a world in a SQLite file.
  static func onSQLite<Result>(_ body: (World) async throws -> Result) async throws -> Result {
    let template = try await sqliteTemplate.value
    try await Workplace.with { workplace in
      let database = workplace.path("tenure.db")
      try FileManager.default.copyItem(atPath: template.database, toPath: database)
      return try await template.copy(to: workplace, database).use(body)
    }
  }

  /// Runs a test on a world in PostgreSQL.
  ///
  /// - Parameter cluster: a server that the test may do anything to; if nil, the one that tests
  ///   share.
  static func onPostgreSQL<Result>(
    _ cluster: PostgresCluster? = nil, _ body: (World) async throws -> Result
  ) async throws -> Result {
    try await Workplace.with { workplace in
      guard let cluster else {
        let template = try await postgresTemplate.value
        let shared = try await PostgresCluster.shared()
        let name = try await shared.makeDatabase(from: template.database)
        return try await template.copy(to: workplace, shared.address(of: name)).use(body)
        return
      }
      let database = cluster.address(of: try await cluster.makeDatabase())
      return try await World(making: database, in: workplace).use(body)
    }
  }

  func use<Result>(_ body: (World) async throws -> Result) async throws -> Result {
    do {
      let result = try await body(self)
      await client.close()
      return result
    } catch {
      await client.close()
      throw error
    }
  }

  private static let sqliteTemplate = Task {
    let workplace = try Workplace()
    return try await World(making: workplace.path("template.db"), in: workplace)
  }

  /// Its database is the name of a template.
  private static let postgresTemplate = Task {
    let cluster = try await PostgresCluster.shared()
    let name = try await cluster.makeDatabase()
    let world = try await World(making: cluster.address(of: name), in: try Workplace())
    return world.copy(to: world.workplace, name)
  }

  func copy(to workplace: Workplace, _ database: String) -> World {
    World(
      workplace: workplace, database: database, keyFile: workplace.path("signing-key"),
      credential: credential, client: APIClient(credential: credential))
  }

  private init(
    workplace: Workplace, database: String, keyFile: String, credential: String, client: APIClient
  ) {
    self.workplace = workplace
    self.database = database
    self.keyFile = keyFile
    self.credential = credential
    self.client = client
  }

  /// Fills an empty database.
  init(making database: String, in workplace: Workplace) async throws {
    let rows = workplace.path("rows.jsonl")
    try Self.rows().write(toFile: rows, atomically: true, encoding: .utf8)
    let common = ["--database", database, "--policies", Project.root.path]
    try await Self.run(workplace, ["migrate"] + common)
    try await Self.run(workplace, ["import", rows] + common)
    let scopes = ["read", "act", "write", "operate"].flatMap { ["--scope", $0] }
    let answer = try await Self.run(
      workplace,
      ["keys", "create", "--label", "clients", "--role", "billing-account-owner"] + scopes + common)
    guard let credential = answer.firstMatch(of: /tnk_\S+/) else {
      throw FaultTestError("`tenure keys create` shows no key: \(answer)")
    }
    self.init(
      workplace: workplace, database: database, keyFile: workplace.path("signing-key"),
      credential: String(credential.0), client: APIClient(credential: String(credential.0)))
  }

  @discardableResult
  private static func run(_ workplace: Workplace, _ arguments: [String]) async throws -> String {
    let (status, text) = try await workplace.tenure(arguments)
    guard status == 0 else { throw FaultTestError("\(arguments[0]) exits with \(status): \(text)") }
    return text
  }

  /// Bought three days ago: they can be cancelled, and money comes back.
  private static func rows() -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let start = calendar.date(byAdding: .day, value: -3, to: .now) ?? .now
    let end = calendar.date(byAdding: .year, value: 1, to: start) ?? start
    let day = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
    let accounts = Set(places.map(\.account)).sorted().map { account in
      """
      {"type":"account","id":"\(account)","name":"Some company","kind":"business",\
      "family":"microsoft-365-business","agreement":"mca","country":"DE",\
      "timeZone":"Europe/Berlin","language":"en"}
      """
    }
    let subscriptions = places.map { place in
      """
      {"type":"subscription","account":"\(place.account)","id":"\(place.subscription)",\
      "product":"business-standard","started":"\(start.formatted(day))T00:00:00Z",\
      "term":{"start":"\(start.formatted(day))","end":"\(end.formatted(day))","interval":"year"},\
      "price":{"amount":"12.50","currency":"EUR","per":"license","every":"month"},\
      "licenses":{"purchased":5,"assigned":3},"recurringBilling":true,"paymentMethod":"on-file"}
      """
    }
    return (accounts + subscriptions).map { $0 + "\n" }.joined()
  }
}

extension PostgresCluster {
  /// As `--database` takes it.
  func address(of database: String) -> String {
    "postgresql://tenure@127.0.0.1:\(port)/\(database)"
  }
}
