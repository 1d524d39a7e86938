import Foundation
import Glibc
import TenureTesting
import Testing

/// A database whose subscriptions are all due: their monthly terms ended long ago and renew.
struct DueWorld: Sendable {
  let world: World

  static let accounts = 20
  static let perAccount = 20
  static var count: Int { accounts * perAccount }

  /// Imports them, each with a term that ended in January 2025.
  static func fill(_ world: World) async throws -> DueWorld {
    let rows = world.workplace.path("due.jsonl")
    try text().write(toFile: rows, atomically: true, encoding: .utf8)
    let (status, answer) = try await world.workplace.tenure([
      "import", rows, "--database", world.database,
    ])
    guard status == 0 else { throw FaultTestError("the import exits with \(status): \(answer)") }
    return DueWorld(world: world)
  }

  private static func text() -> String {
    let accounts = (1...accounts).map { account in
      """
      {"type":"account","id":"due_\(account)","name":"Some company","kind":"business",\
      "family":"microsoft-365-business","agreement":"mosa","country":"DE","timeZone":"UTC",\
      "language":"en"}
      """
    }
    let subscriptions = (1...Self.accounts).flatMap { account in
      (1...perAccount).map { number in
        """
        {"type":"subscription","account":"due_\(account)","id":"due_\(account)_\(number)",\
        "product":"business-standard","started":"2024-12-15T00:00:00Z",\
        "term":{"start":"2024-12-15","end":"2025-01-15","interval":"month"},\
        "price":{"amount":"12.50","currency":"EUR","per":"license","every":"month"},\
        "licenses":{"purchased":5,"assigned":3},"recurringBilling":true,\
        "paymentMethod":"on-file"}
        """
      }
    }
    return (accounts + subscriptions).map { $0 + "\n" }.joined()
  }

  /// How many terms have begun by renewal since January 2025: one on the 15th of each month.
  static func renewals(by now: Date = .now) -> Int {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: now)
    guard let year = parts.year, let month = parts.month, let day = parts.day else { return 0 }
    return (year - 2025) * 12 + month - 1 + (day >= 15 ? 1 : 0)
  }

  /// Starts a worker process of its own, and waits until it has reached the database.
  func startWorker() async throws -> RunningProgram {
    let program = try world.workplace.start(
      [
        Project.tenure, "worker", "--database", world.database, "--log-level", "notice",
        "--signing-key-file", world.keyFile,
      ], output: world.workplace.newPath("worker"))
    while !program.text.contains("the worker looks for what is due") {
      guard Glibc.kill(program.id, 0) == 0 else {
        throw FaultTestError("the worker does not begin: \(program.text)")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    return program
  }

  /// How many have had all their renewals written down, in the order of time, each once; every
  /// other number is a fault.
  func finished(at port: Int) async throws -> Int {
    let expected = Self.renewals()
    var finished = 0
    for account in 1...Self.accounts {
      let events = try await world.client.items(
        PassedEvent.self, of: "/v1/accounts/due_\(account)/events", from: port)
      let passed = events.filter { $0.type == "time.passed" }
      for (name, own) in Dictionary(grouping: passed, by: \.subscription) {
        let instants = own.map(\.at)
        #expect(instants == Array(Set(instants)).sorted(), "\(name ?? "")")
        #expect(own.count == expected, "\(name ?? "") renewed \(own.count) times")
        finished += 1
      }
    }
    return finished
  }

  /// How many are still due; 100 stands for more.
  func waiting(at port: Int) async throws -> Int {
    let answer = try await world.client.get(
      "/v1/subscriptions?limit=100&dueBefore=2026-01-01T00:00:00Z", from: port)
    return try answer.body(as: Page<PassedPlace>.self).items.count
  }

  /// Waits until everything is done.
  func waitUntilDone(at port: Int) async throws {
    let isDone: Void? = try await Patience.wait(pause: .milliseconds(250)) {
      try await waiting(at: port) == 0 ? () : nil
    }
    guard isDone != nil else { throw FaultTestError("something is still due") }
  }
}

/// What the cases read of an event.
private struct PassedEvent: Decodable {
  let type: String
  let at: String
  let subscription: String?
}

/// What the cases read of a subscription.
private struct PassedPlace: Decodable {
  let id: String
}
