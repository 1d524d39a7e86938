import TenureDomain
import TenureEngine

extension SQLTransaction {
  func claim(
    _ lease: Lease, dueBy now: Timestamp, atMost count: Int
  ) throws -> [ClaimedWork] {
    // Two workers that look at the same moment would want the same; the second waits and sees.
    if let lock = session.dialect.spelling.claimLock { _ = try session.rows(lock, []) }
    try session.run(
      ClaimRow.setAsideDeadly, [.instant(now), .integer(FailedWork.mostAttempts)], expecting: nil)
    let claimed = try records(
      ClaimRow.claim,
      [
        .text(lease.worker), .instant(lease.until), .instant(now), .integer(count),
        .instant(now.adding(hours: ClaimRow.longestHours)),
      ], of: "claims"
    ) { row in
      ClaimedWork(
        place: WorkPlace(account: try row.id(), subscription: try row.id()),
        due: try row.instant(), attempts: Int(try row.integer()))
    }
    return claimed.sorted { ($0.due, $0.place) < ($1.due, $1.place) }
  }

  func open(_ places: [WorkPlace], of worker: String) throws -> WorkOpening {
    let dialect = session.dialect
    // In one order for everybody, so that no two transactions wait for each other.
    let sorted = places.sorted()
    let accounts = Set(sorted.map(\.account)).sorted()
    var queries: [(Statement, [SQLValue])] = []
    for account in accounts {
      queries.append((AccountRow.find.locked(dialect), [.id(account)]))
      queries.append((ChainRow.head.locked(dialect), [.id(account)]))
    }
    for place in sorted {
      let key: [SQLValue] = [.id(place.account), .id(place.subscription)]
      queries.append((ClaimRow.release, key + [.text(worker)]))
      queries.append((SubscriptionRow.find.locked(dialect), key))
    }
    var results = try session.rows(of: queries)[...]
    var owners: [AccountID: AccountRecord] = [:]
    var heads: [AccountID: ChainHead] = [:]
    for account in accounts {
      owners[account] = try Self.first(of: results.removeFirst(), "accounts", AccountRow.read)
      heads[account] = try Self.first(of: results.removeFirst(), "chains", ChainRow.read)
    }
    var contexts: [WorkPlace: SubscriptionInContext] = [:]
    for place in sorted {
      let isHeld = !results.removeFirst().isEmpty
      let record = try Self.first(of: results.removeFirst(), "subscriptions", SubscriptionRow.read)
      if isHeld, let record, let owner = owners[place.account] {
        contexts[place] = try context(of: record, in: owner)
        opened[place] = record
      }
    }
    return WorkOpening(contexts: places.compactMap { contexts[$0] }, heads: heads)
  }

  func attempts(at place: WorkPlace) throws -> Int {
    let found = try record(
      ClaimRow.attempts, [.id(place.account), .text(place.subscription?.text ?? "")], of: "claims"
    ) { Int(try $0.integer()) }
    return found ?? 0
  }

  func fail(_ work: FailedWork) throws {
    try run(
      ClaimRow.fail,
      [
        .id(work.place.account), .text(work.place.subscription?.text ?? ""),
        .instant(work.retry ?? work.setAside ?? Timestamp(microseconds: 0)),
        .integer(work.attempts), .text(work.problem), .instant(work.setAside),
      ])
  }

  func forgetFailure(of place: WorkPlace) throws -> Bool {
    let forgotten = try session.rows(
      ClaimRow.forget, [.id(place.account), .text(place.subscription?.text ?? "")])
    return !forgotten.isEmpty
  }

  func failedWork(_ page: PageRequest<WorkPlace>) throws -> [FailedWork] {
    try records(
      ClaimRow.failed,
      [
        .text(page.after?.account.text ?? ""), .text(page.after?.subscription?.text ?? ""),
        .integer(page.limit),
      ], of: "claims", ClaimRow.read)
  }

  func backlog() throws -> (setAside: Int, oldest: Timestamp?) {
    let found = try session.rows(of: [(ClaimRow.countSetAside, []), (ClaimRow.oldest, [])])
    var count = RowReader(found[0].first ?? [.integer(0)], of: "claims")
    var oldest = RowReader(found[1].first ?? [.null], of: "subscriptions")
    return (Int(try count.integer()), try oldest.optionalInstant())
  }

  func accountsDue(by now: Timestamp, atMost count: Int) throws -> [AccountID] {
    try records(
      ClaimRow.accountsDue, [.instant(now), .integer(count)], of: "accounts"
    ) { try $0.id() }
  }

  func databaseClock() throws -> Timestamp? {
    guard let clock = session.dialect.spelling.clock else { return nil }
    return try record(clock, [], of: "clock") { try $0.instant() }
  }
}

/// The statements about claims.
enum ClaimRow {
  static func read(_ row: inout RowReader) throws -> FailedWork {
    let account: AccountID = try row.id()
    let subscription = try row.text()
    let attempts = Int(try row.integer())
    let problem = try row.text()
    let until = try row.instant()
    let setAside = try row.optionalInstant()
    return FailedWork(
      place: WorkPlace(
        account: account,
        subscription: subscription.isEmpty ? nil : SubscriptionID(stored: subscription)),
      attempts: attempts, problem: problem, retry: setAside == nil ? until : nil,
      setAside: setAside)
  }

  /// A claim that reaches further into the future was made by a clock that was wrong.
  static let longestHours = 2

  static let attempts = Statement(
    "SELECT attempts FROM claims WHERE account = ?1 AND subscription = ?2")

  /// What nobody lived to finish, so many times.
  static let setAsideDeadly = Statement(
    """
    UPDATE claims SET set_aside = ?1,
      problem = coalesce(problem, 'each worker that took it on ended before it was done')
    WHERE attempts >= ?2 AND until <= ?1 AND set_aside IS NULL
    """)

  /// Takes what is due by `?3` and free, at most `?4`, for the worker `?1` until `?2`. A worker
  /// takes again what it holds itself, after it was started anew.
  static let claim = Statement(
    """
    INSERT INTO claims (account, subscription, worker, until, attempts, due)
    SELECT account, id, ?1, ?2, 1, s.due FROM subscriptions s
    WHERE s.due <= ?3 AND NOT EXISTS (
      SELECT 1 FROM claims c WHERE c.account = s.account AND c.subscription = s.id
        AND (c.set_aside IS NOT NULL
          OR (c.worker <> ?1 AND c.until > ?3 AND c.until <= ?5)))
    ORDER BY s.due, s.account, s.id LIMIT ?4
    ON CONFLICT (account, subscription) DO UPDATE
      SET worker = excluded.worker, until = excluded.until, attempts = claims.attempts + 1,
        due = excluded.due
    RETURNING account, subscription, due, attempts
    """)

  /// Lets go of what a worker holds. A row comes back if it still held it.
  static let release = Statement(
    """
    DELETE FROM claims WHERE account = ?1 AND subscription = ?2 AND worker = ?3
      AND set_aside IS NULL
    RETURNING attempts
    """)

  static let fail = Statement(
    """
    INSERT INTO claims (account, subscription, worker, until, attempts, problem, set_aside)
    VALUES (?1, ?2, 'nobody', ?3, ?4, ?5, ?6)
    ON CONFLICT (account, subscription) DO UPDATE
      SET worker = 'nobody', until = ?3, attempts = ?4, problem = ?5, set_aside = ?6
    """)

  static let forget = Statement(
    """
    DELETE FROM claims WHERE account = ?1 AND subscription = ?2 AND problem IS NOT NULL
    RETURNING account
    """)

  static let failed = Statement(
    """
    SELECT account, subscription, attempts, problem, until, set_aside FROM claims
    WHERE problem IS NOT NULL AND (account, subscription) > (?1, ?2)
    ORDER BY account, subscription LIMIT ?3
    """)

  static let countSetAside = Statement(
    "SELECT count(*) FROM claims WHERE set_aside IS NOT NULL")

  static let oldest = Statement(
    """
    SELECT s.due FROM subscriptions s WHERE s.due IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM claims c WHERE c.account = s.account AND c.subscription = s.id
        AND c.set_aside IS NOT NULL)
    ORDER BY s.due LIMIT 1
    """)

  static let accountsDue = Statement(
    """
    SELECT a.id FROM accounts a WHERE a.due <= ?1 AND NOT EXISTS (
      SELECT 1 FROM claims c WHERE c.account = a.id AND c.subscription = ''
        AND (c.until > ?1 OR c.set_aside IS NOT NULL))
    ORDER BY a.due, a.id LIMIT ?2
    """)
}
