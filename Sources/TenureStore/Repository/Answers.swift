import TenureDomain
import TenureEngine

extension SQLTransaction {
  func answer(to request: RequestKey) throws -> StoredAnswer? {
    try record(
      AnswerRow.find, [.text(request.caller), .text(request.key)], of: "answers", AnswerRow.read)
  }

  func insert(_ answer: StoredAnswer, to request: RequestKey) throws {
    try run(
      AnswerRow.insert,
      [
        .text(request.caller), .text(request.key), .bytes(answer.fingerprint),
        .instant(answer.at), .integer(answer.status), .id(answer.receipt), .bytes(answer.body),
        .integer(answer.version),
      ])
  }

  func removeAnswers(olderThan limit: Timestamp, atMost count: Int) throws -> Int {
    try session.rows(AnswerRow.remove, [.instant(limit), .integer(count)]).count
  }

  func open(
    _ request: RequestKey?, account: AccountID, subscription: SubscriptionID?
  ) throws -> Opening {
    let dialect = session.dialect
    var queries: [(Statement, [SQLValue])] = []
    if let request {
      if let claim = dialect.spelling.claim {
        queries.append((claim, [.text(AnswerRow.lockName(of: request))]))
      }
      queries.append((AnswerRow.find, [.text(request.caller), .text(request.key)]))
    }
    queries.append((AccountRow.find.locked(dialect), [.id(account)]))
    queries.append((ChainRow.head.locked(dialect), [.id(account)]))
    if let subscription {
      queries.append((SubscriptionRow.find.locked(dialect), [.id(account), .id(subscription)]))
    }
    var results = try session.rows(of: queries)[...]
    var claim = Opening.Claim.held
    if request != nil {
      if dialect.spelling.claim != nil, results.removeFirst().first?.first == .integer(0) {
        claim = .inFlight
      }
      if let answer = try Self.first(of: results.removeFirst(), "answers", AnswerRow.read) {
        claim = .answered(answer)
      }
    }
    let accountRecord = try Self.first(of: results.removeFirst(), "accounts", AccountRow.read)
    let head = try Self.first(of: results.removeFirst(), "chains", ChainRow.read)
    let record = try results.first.flatMap {
      try Self.first(of: $0, "subscriptions", SubscriptionRow.read)
    }
    if let record {
      opened[WorkPlace(account: account, subscription: record.id)] = record
    }
    return Opening(
      claim: claim, account: accountRecord, subscription: record, head: head ?? .beginning)
  }
}

/// The columns of an answer and the statements about answers.
enum AnswerRow {
  static func read(_ row: inout RowReader) throws -> StoredAnswer {
    StoredAnswer(
      fingerprint: try row.bytes(), at: try row.instant(), status: Int(try row.integer()),
      receipt: try row.optionalID(), body: try row.optionalBytes(),
      version: try row.optionalInteger())
  }

  /// One text for a caller and a key that no other two can give.
  static func lockName(of request: RequestKey) -> String {
    "\(request.caller.utf8.count) \(request.caller) \(request.key)"
  }

  static let find = Statement(
    """
    SELECT fingerprint, at, status, receipt, body, version
    FROM answers WHERE caller = ?1 AND request_key = ?2
    """)

  static let insert = Statement(
    """
    INSERT INTO answers
      (caller, request_key, fingerprint, at, status, receipt, body, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    """)

  static let remove = Statement(
    """
    DELETE FROM answers WHERE (caller, request_key) IN (
      SELECT caller, request_key FROM answers WHERE at < ?1 ORDER BY at LIMIT ?2)
    RETURNING 1
    """)
}
