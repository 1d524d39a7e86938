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
    return try await Workplace.with { workplace in
      let database = workplace.path("tenure.db")
      try await workplace.run(["cp", template.database, database])
      return try await World(workplace, database, credential: template.credential).use(body)
    }
  }

  /// Runs a test on a world in PostgreSQL.
  ///
  /// - Parameter cluster: a server that the test may do anything to; if nil, the one that tests
  ///   share.
  static func onPostgreSQL<Result>(
    _ cluster: PostgresCluster? = nil, _ body: (World) async throws -> Result
  ) async throws -> Result {
    return try await Workplace.with { workplace in
      if let cluster {
        let database = cluster.address(of: try await cluster.makeDatabase())
        let credential = try await fill(database, in: workplace)
        return try await World(workplace, database, credential: credential).use(body)
      }
      let template = try await postgresTemplate.value
      let shared = try await PostgresCluster.shared()
      let name = try await shared.makeDatabase(from: template.database)
      let database = shared.address(of: name)
      return try await World(workplace, database, credential: template.credential).use(body)
    }
  }

  private func use<Result>(_ body: (World) async throws -> Result) async throws -> Result {
    do {
      let result = try await body(self)
      await client.close()
      return result
    } catch {
      await client.close()
      throw error
    }
  }

  private init(_ workplace: Workplace, _ database: String, credential: String) {
    self.workplace = workplace
    self.database = database
    keyFile = workplace.path("signing-key")
    client = APIClient(credential: credential)
  }

  /// A world that others are copied from.
  private struct Template {
    /// The path of a file, or the name of a database.
    let database: String
    let credential: String
    /// Where a file lies, which goes with it.
    let workplace: Workplace
  }

  private static let sqliteTemplate = Task {
    let workplace = try Workplace()
    let database = workplace.path("template.db")
    let credential = try await fill(database, in: workplace)
    return Template(database: database, credential: credential, workplace: workplace)
  }

  private static let postgresTemplate = Task {
    let cluster = try await PostgresCluster.shared()
    let name = try await cluster.makeDatabase()
    let workplace = try Workplace()
    let credential = try await fill(cluster.address(of: name), in: workplace)
    return Template(database: name, credential: credential, workplace: workplace)
  }

  /// Fills an empty database.
  ///
  /// - Returns: a key that may do everything.
  private static func fill(_ database: String, in workplace: Workplace) async throws -> String {
    let rows = workplace.path("rows.jsonl")
    try Self.rows().write(toFile: rows, atomically: true, encoding: .utf8)
    let place = ["--database", database]
    try await run(workplace, ["migrate"] + place)
    try await run(workplace, ["import", rows] + place)
    let scopes = ["read", "act", "write", "operate"].flatMap { ["--scope", $0] }
    let answer = try await run(
      workplace,
      ["keys", "create", "--label", "clients", "--role", "billing-account-owner"] + scopes + place)
    guard let credential = answer.firstMatch(of: /tnk_\S+/) else {
      throw FaultTestError("`tenure keys create` shows no key: \(answer)")
    }
    return String(credential.0)
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
