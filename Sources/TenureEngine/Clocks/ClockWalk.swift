import TenureDomain

/// Carries out within one transaction what is due on an account with a clock of its own, stop by
/// stop, and moves the clock along.
struct ClockWalk {
  private let engine: Engine
  private let tx: any StoreWriter
  private let from: Timestamp
  private var account: AccountRecord
  private var head: ChainHead
  private var dues: ClockDues
  private(set) var now: Timestamp
  private(set) var count = 0
  private(set) var happened: [AdvanceItemBody] = []

  var waiting: [WaitingBody] { dues.waiting }

  init(
    engine: Engine, tx: any StoreWriter, account: AccountRecord, head: ChainHead
  ) throws {
    self.engine = engine
    self.tx = tx
    self.account = account
    self.head = head
    from = engine.now(of: account)
    now = from
    dues = try ClockDues(engine: engine, account: account, tx)
  }

  /// - Returns: whether the end was reached within so many stops.
  mutating func walk(to end: Timestamp, stops: Int) throws -> Bool {
    for _ in 0..<stops {
      let next = dues.earliest
      let own = try engine.nextInstant(of: account, at: now, tx)
      guard let at = [next?.at, own].compactMap(\.self).min(), at <= end else {
        now = end
        return true
      }
      now = max(now, at)
      // What a subscription does decides what room its people have.
      if let next, next.at <= now { try pass(next.id) } else { try passAccount() }
    }
    return false
  }

  /// Brings the account itself up to what the clock says at this stop.
  private mutating func passAccount() throws {
    account.clock = now
    let events = try engine.bring(account, to: now, tx)
    let first = head.sequence + 1
    for event in events { try tx.append(event.record(in: account.id, after: &head)) }
    try note(events, from: first)
    guard var stored = try tx.account(account.id) else { return }
    stored.clock = now
    account = stored
  }

  /// Brings one subscription up to what the clock says at this stop.
  private mutating func pass(_ id: SubscriptionID) throws {
    guard let record = dues.records[id] else { return }
    account.clock = now
    let passage = try engine.passage(of: try tx.context(of: record, in: account), at: now, tx)
    if passage.missing.isEmpty || !passage.events.isEmpty {
      let first = head.sequence + 1
      try passage.write(to: tx, of: id, in: account.id, after: &head)
      try note(passage.events, from: first)
    }
    if passage.missing.isEmpty {
      try dues.keep(passage.record, at: now)
    } else {
      dues.setAside(id, missing: passage.missing)
    }
  }

  private mutating func note(_ events: [EventDraft], from first: Int64) throws {
    count += events.count
    for (index, event) in events.enumerated() where happened.count < Engine.mostAdvanceItems {
      happened.append(try AdvanceItemBody(event, sequence: first + Int64(index)))
    }
  }

  /// Keeps what the clock says now, and says in the history who moved it.
  mutating func finish(by caller: Caller) throws {
    guard now > from else { return }
    account.clock = now
    account.version += 1
    try tx.update(account)
    let draft = EventDraft(
      at: now, subscription: nil, type: EventType.clockAdvanced,
      body: try JSONText.bytes(ClockEventBody(by: caller.name, from: "\(from)", to: "\(now)")))
    try tx.append(draft.record(in: account.id, after: &head))
  }
}
