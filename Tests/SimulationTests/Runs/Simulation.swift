import TenureDomain
import TenureEngine
import TenurePolicy
import TenureTesting

/// One world with its clock, its disk, the process that runs at this moment, and the book that the
/// naive model keeps of it.
final class Simulation {
  /// 15 January 2025, noon in London.
  static let beginning = Timestamp(seconds: 1_736_942_400)

  let disk: any Disk
  let surroundings: Process.Surroundings
  var process: Process
  var subscriptions: [Kept] = []
  var parties: [NaiveParty: KeptAccount] = [:]
  var last: Sent?
  var requests = 0
  var receipts: Set<String> = []
  /// What the present command is about; everything if nil.
  var touched: Set<Int>? = []

  /// A subscription of the world with its place in the book.
  struct Kept {
    /// By which commands know it.
    let number: Int
    let id: SubscriptionID
    let account: AccountID
    /// As it stands in the database.
    var book: NaiveSubscription
    var version: Int64
    /// When it was last written.
    var written: Timestamp
    /// How many events were compared.
    var seen = 0
  }

  struct KeptAccount {
    let zone: ZoneRules
    var sequence: Int64 = 0
    var hash = [UInt8](repeating: 0, count: 32)
  }

  /// A request with its key, so that it can be sent again.
  struct Sent {
    let send: @Sendable (Engine) async throws -> Answer
    let body: [UInt8]
  }

  var now: Timestamp { surroundings.clock.now() }

  private init(_ disk: any Disk, _ surroundings: Process.Surroundings) async throws {
    self.disk = disk
    self.surroundings = surroundings
    process = try await Process.start(on: disk, surroundings)
  }

  /// Runs commands from the beginning of a world.
  ///
  /// - Returns: where they first led to something that the model does not say; nil if nowhere.
  static func failure(
    of commands: [Command], on disk: any Disk, fault: (any PlantedFault)? = nil,
    change: (inout Process.Surroundings) throws -> Void = { _ in }
  ) async throws -> Failure? {
    let ids = SeededIDs(seed: 1)
    guard let ring = KeyRing(secret: ids.secret(bytes: 32)) else { throw Crash() }
    var surroundings = Process.Surroundings(
      clock: ManualClock(beginning), ids: ids, ring: ring, shelf: try Project.shelf(),
      fault: fault)
    try change(&surroundings)
    let simulation = try await Simulation(disk, surroundings)
    var found: Failure?
    do {
      try await simulation.meetEverybody()
      for (step, command) in commands.enumerated() {
        do {
          simulation.touched = step.isMultiple(of: 10) ? nil : []
          try await simulation.carryOut(command)
          try await simulation.compare()
        } catch {
          found = Failure(step: step, command: command, problem: "\("\(error)".prefix(4_000))")
          break
        }
      }
    } catch {
      found = Failure(step: 0, command: .restart, problem: "\(error)")
    }
    await simulation.process.disk.close()
    await disk.remove()
    return found
  }

  /// What was found, and where.
  struct Failure: Sendable {
    let step: Int
    let command: Command
    let problem: String
  }

  private func meetEverybody() async throws {
    for party in NaiveParty.allCases {
      guard let zone = SystemZones().zone(party.zone) else { throw Crash() }
      parties[party] = KeptAccount(zone: zone)
      _ = try await process.engine.createAccount(party.request, by: Process.caller)
    }
  }

  func carryOut(_ command: Command) async throws {
    switch command {
    case .subscribe(let new): try await subscribe(new)
    case .act(let place, let wish): try await ask(place, wish)
    case .again: try await repeatLast()
    case .tell(let place, let assigned, let method, let crash):
      try await tell(place, assigned, method, crash)
    case .report(let place, let bill, let outcome, let crash):
      try await report(place, bill, outcome, crash)
    case .wait(let seconds):
      surroundings.clock.move(to: now.adding(seconds: seconds))
      touched?.insert(seconds % max(1, subscriptions.count))
    case .putBack(let seconds):
      surroundings.clock.move(to: max(now.adding(seconds: -seconds), Self.beginning))
    case .work(let workers, let limit, let rounds, let crash):
      try await work(workers, limit, rounds, crash)
    case .restart:
      process.lifetime.plan(crashAfter: 0)
      _ = try? await process.engine.store.write { _ in }
      try await restart()
    }
  }

  /// What died starts again, from what is on the disk.
  func restart() async throws {
    touched = nil
    await process.disk.close()
    process = try await Process.start(on: disk, surroundings)
  }
}
