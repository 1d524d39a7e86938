import TenureDomain

/// Carries out what is due. Several share the work of one database; each has a name of its own.
public struct Worker: Sendable {
  public let engine: Engine
  /// Unique among the workers of a database. One that is started anew under its old name goes on
  /// at once with what it held.
  public let name: String
  /// How many subscriptions one transaction carries out at most.
  public let batch: Int

  /// How long a worker holds what it took on before another may take over.
  public static let leaseSeconds = 30

  public init(engine: Engine, name: String, batch: Int = 100) {
    precondition(batch > 0, "a worker takes on something")
    self.engine = engine
    self.name = name
    self.batch = batch
  }

  /// What a round came to.
  public struct Round: Sendable, Hashable {
    /// How many subscriptions and accounts were brought up to date.
    public var done = 0
    /// What failed, and is tried again or set aside.
    public var failed: [FailedWork] = []
    /// Whether more may be due already.
    public var isFull = false
  }

  /// Takes on what is due, at most a batch, and carries it out.
  ///
  /// - Throws: `StoreError` if the database cannot be reached: what was taken on is free again
  ///   after ``leaseSeconds``, and nothing was done by half.
  public func round() async throws -> Round {
    let now = engine.clock.now()
    let lease = Lease(worker: name, until: now.adding(seconds: Self.leaseSeconds))
    let batch = batch
    let claimed = try await engine.store.write {
      try $0.claim(lease, dueBy: now, atMost: batch)
    }
    var round = Round()
    round.isFull = claimed.count == batch
    // What was taken on before and not done may have ended a worker. It is tried on its own.
    let fresh = claimed.filter { $0.attempts == 1 }.map(\.place)
    try await carryOut(fresh, &round)
    for work in claimed where work.attempts > 1 { try await carryOut([work.place], &round) }
    try await accounts(now, &round)
    return round
  }

  /// One transaction for all; if it fails for a reason of its own, one for each.
  private func carryOut(_ places: [WorkPlace], _ round: inout Round) async throws {
    guard !places.isEmpty else { return }
    do {
      round.done += try await engine.carryOutDue(places, as: name)
    } catch let error where places.count > 1 && !Self.isOfTheStore(error) {
      for place in places { try await carryOut([place], &round) }
    } catch let error where !Self.isOfTheStore(error) {
      round.failed.append(try await remember(error, at: places[0]))
    }
  }

  private func accounts(_ now: Timestamp, _ round: inout Round) async throws {
    let batch = batch
    let due = try await engine.store.read { try $0.accountsDue(by: now, atMost: batch) }
    for account in due {
      do {
        try await engine.passAccount(account, at: now)
        round.done += 1
      } catch let error where !Self.isOfTheStore(error) {
        let place = WorkPlace(account: account, subscription: nil)
        round.failed.append(try await remember(error, at: place))
      }
    }
    round.isFull = round.isFull || due.count == batch
  }

  /// Whether trying other work would fare no better.
  private static func isOfTheStore(_ error: any Error) -> Bool {
    switch error {
    case is CancellationError: return true
    case let error as StoreError:
      switch error {
      case .unavailable, .commitUnknown, .full: return true
      case .conflict, .duplicate, .constraint, .unreadable: return false
      }
    default: return false
    }
  }

  /// Whether the server lacks something that the work needs. Then the work is tried until an
  /// operator has brought it: nothing is wrong with what is due.
  private static func isOfTheServer(_ error: any Error) -> Bool {
    if case EngineError.notReady = error { return true }
    return false
  }

  /// Keeps work that failed for later: a minute, then four, and so on; at last for an operator.
  private func remember(_ error: any Error, at place: WorkPlace) async throws -> FailedWork {
    let now = engine.clock.now()
    let problem = WorkProblem.text(error)
    return try await engine.store.write { tx in
      // Taking a subscription on has counted the attempt; an account is not taken on.
      var attempts = try tx.attempts(at: place) + (place.subscription == nil ? 1 : 0)
      if Self.isOfTheServer(error) { attempts = min(attempts, FailedWork.mostAttempts - 1) }
      let isLast = attempts >= FailedWork.mostAttempts
      let pause = 60 << (2 * min(max(attempts - 1, 0), 3))
      let failed = FailedWork(
        place: place, attempts: attempts, problem: problem,
        retry: isLast ? nil : now.adding(seconds: pause), setAside: isLast ? now : nil)
      try tx.fail(failed)
      return failed
    }
  }
}

/// What is kept about a failure: never personal data, for the words of an error may quote a row.
enum WorkProblem {
  static func text(_ error: any Error) -> String {
    switch error {
    case let error as MissingFacts: error.text
    case EngineError.notReady(let text): text
    case StoreError.constraint(let name): "the schema refuses a row: \(name)"
    case StoreError.unreadable(let text): text
    case StoreError.conflict: "it was changed at the same time, again and again"
    default: "\(type(of: error))"
    }
  }
}

/// Time cannot be brought forward, because nobody told these facts.
struct MissingFacts: Error {
  let facts: [GivenFact]

  var text: String { "nobody told \(facts.map(\.path).joined(separator: ", "))" }
}
