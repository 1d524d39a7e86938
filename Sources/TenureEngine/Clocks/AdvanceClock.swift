import TenureDomain
import TenurePolicy

extension Engine {
  /// The most events that the answer to an advanced clock shows.
  public static let mostAdvanceItems = 1_000
  /// How often time stops on the way within one transaction.
  static let clockStops = 100
  /// How many transactions one call takes; a longer way takes several calls.
  static let clockTransactions = 100

  /// Advances the clock of an account that has its own. Everything that is due on the way is
  /// carried out in order, each at its own instant, in steps of which each is a transaction that
  /// moves the clock with what it did: whoever breaks off goes on by asking again.
  ///
  /// It takes no idempotency key, because a clock that has reached a moment stays there.
  ///
  /// - Parameter body: JSON: `to`, an instant after what the clock says.
  /// - Throws: `EngineError.invalid` for a moment that has passed, `.wallClock` for an account
  ///   without a clock of its own.
  public func advanceClock(
    of id: AccountID, _ body: [UInt8], by caller: Caller
  ) async throws -> AdvanceBody {
    try caller.may(.advanceClock, in: id)
    let request = try RequestReader(body)
    let fields = request.reader.mapping(request.root, required: ["to"]) ?? [:]
    let to = fields["to"].flatMap { AccountClock.read($0, request) }
    try request.finish()
    guard let to else { throw EngineError.invalid([]) }
    return try await advanceClock(of: id, to: to, by: caller)
  }

  /// - Parameter transactions: after so many of them the answer says how far the clock has come.
  func advanceClock(
    of id: AccountID, to end: Timestamp, by caller: Caller,
    transactions: Int = Engine.clockTransactions
  ) async throws -> AdvanceBody {
    var answer: AdvanceBody?
    for _ in 0..<transactions {
      let step = try await clockStep(of: id, to: end, by: caller)
      if answer == nil {
        answer = step
      } else {
        answer?.add(step)
      }
      if step.finished { break }
      try Task.checkCancellation()
    }
    guard let answer else { throw EngineError.invalid([]) }
    try await escalateTasks(of: id)
    return answer
  }

  /// One transaction of it.
  private func clockStep(
    of id: AccountID, to end: Timestamp, by caller: Caller
  ) async throws -> AdvanceBody {
    try await store.write { [self] tx in
      let opening = try tx.open(nil, account: id, subscription: nil)
      guard let account = opening.account else { throw EngineError.notFound("account") }
      guard let from = account.clock else { throw EngineError.wallClock }
      guard end >= from else {
        throw EngineError.invalid([
          FieldFault(
            field: "to", problem: "the clock of the account says \(from) already",
            remedy: "name a later moment; a clock never goes back")
        ])
      }
      var walk = try ClockWalk(engine: self, tx: tx, account: account, head: opening.head)
      let isFinished = try walk.walk(to: end, stops: Self.clockStops)
      try walk.finish(by: caller)
      return AdvanceBody(
        account: id.text, from: "\(from)", now: "\(walk.now)", finished: isFinished,
        count: walk.count, happened: walk.happened, waiting: walk.waiting)
    }
  }

  /// What time it is for an account.
  public func clock(of id: AccountID, by caller: Caller) async throws -> ClockBody {
    try caller.may(.readAccount, in: id)
    let wall = clock.now()
    return try await store.read { [self] tx in
      guard let account = try tx.account(id) else { throw EngineError.notFound("account") }
      var body = ClockBody(
        account: id.text, clock: account.clockWord ?? "wall", now: "\(account.time(wall))",
        timeZone: account.timeZone)
      if account.clock != nil {
        let dues = try ClockDues(engine: self, account: account, tx)
        body.next = dues.earliest.map { "\($0.at)" }
        body.waiting = dues.waiting
      }
      return body
    }
  }
}

extension AdvanceBody {
  fileprivate mutating func add(_ next: AdvanceBody) {
    now = next.now
    finished = next.finished
    count += next.count
    happened += next.happened.prefix(Engine.mostAdvanceItems - happened.count)
    waiting = next.waiting
  }
}
