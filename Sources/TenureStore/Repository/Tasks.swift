import TenureDomain
import TenureEngine

extension SQLTransaction {
  func task(_ id: TaskID) throws -> TaskRecord? {
    try record(TaskRow.find, [.id(id)], of: "tasks", TaskRow.read)
  }

  func task(secret hash: [UInt8]) throws -> TaskRecord? {
    try record(TaskRow.findBySecret, [.bytes(hash)], of: "tasks", TaskRow.read)
  }

  func tasks(_ filter: TaskFilter, _ page: PageRequest<TaskID>) throws -> [TaskRecord] {
    let query = TaskRow.list(filter, page)
    return try records(query.statement, query.values, of: "tasks", TaskRow.read)
  }

  func claimableTasks(
    _ kind: TaskKind, at now: Timestamp, atMost count: Int
  ) throws -> [TaskRecord] {
    var values: [SQLValue] = [.word(kind), .instant(now), .integer(count)]
    if kind.isIrreversible { values.append(.instant(now.adding(days: TaskRecord.exportFirstDays))) }
    return try records(
      kind.isIrreversible ? TaskRow.claimableIrreversible : TaskRow.claimable, values,
      of: "tasks", TaskRow.read)
  }

  func tasksToEscalate(at now: Timestamp, atMost count: Int) throws -> [TaskRecord] {
    try records(
      TaskRow.toEscalate, [.instant(now), .integer(count)], of: "tasks", TaskRow.read)
  }

  func escalatedTasks(atMost count: Int) throws -> [TaskRecord] {
    try records(TaskRow.escalated, [.integer(count)], of: "tasks", TaskRow.read)
  }

  func openTaskCounts() throws -> [TaskCount] {
    try records(TaskRow.openCounts, [], of: "tasks") { row in
      TaskCount(
        kind: try row.word(TaskKind.self), state: try row.word(TaskState.self),
        count: Int(try row.integer()), escalated: Int(try row.integer()))
    }
  }

  func lapsedTasks(at now: Timestamp, atMost count: Int) throws -> [TaskRecord] {
    try records(TaskRow.lapsed, [.instant(now), .integer(count)], of: "tasks", TaskRow.read)
  }

  func irreversibleTasks(
    around now: Timestamp, madeAfter released: Timestamp?, upTo limit: Int
  ) throws -> Int {
    let count = try record(
      TaskRow.irreversible,
      [
        .instant(now.adding(days: -1)), .instant(now.adding(days: 1)),
        .integer(released?.microseconds ?? .min), .integer(limit),
      ], of: "tasks"
    ) { try $0.integer() }
    return Int(count ?? 0)
  }

  func subscriptionCount() throws -> Int {
    Int(try record(TaskRow.subscriptions, [], of: "subscriptions") { try $0.integer() } ?? 0)
  }

  func insert(_ task: TaskRecord) throws {
    try run(TaskRow.insert, TaskRow.values(task))
  }

  func update(_ task: TaskRecord) throws {
    try run(TaskRow.update, TaskRow.changeable(task))
  }
}

/// The columns of a task and the statements about tasks.
enum TaskRow {
  static func read(_ row: inout RowReader) throws -> TaskRecord {
    let (account, id): (AccountID, TaskID) = (try row.id(), try row.id())
    let version = try row.integer()
    var task = TaskRecord(
      account: account, id: id, subscription: try row.optionalID(), person: try row.optionalID(),
      kind: try row.word(TaskKind.self), askedBy: try row.text(), created: try row.instant(),
      notBefore: try row.instant(), goneBy: try row.optionalInstant())
    task.version = version
    task.state = try row.word(TaskState.self)
    task.ready = try row.instant()
    task.worker = try row.optionalText()
    task.attempts = Int(try row.integer())
    task.percent = Int(try row.integer())
    task.note = try row.optionalText()
    task.problem = try row.optionalText()
    task.link = try link(&row)
    task.escalateAt = try row.optionalInstant()
    task.escalated = try row.optionalInstant()
    task.finished = try row.optionalInstant()
    return task
  }

  private static func link(_ row: inout RowReader) throws -> TaskLink? {
    let (address, expires) = (try row.optionalText(), try row.optionalInstant())
    let (secret, fetched) = (try row.optionalBytes(), try row.optionalInstant())
    guard let address, let expires else { return nil }
    return TaskLink(address: address, expires: expires, secret: secret, fetched: fetched)
  }

  static func values(_ task: TaskRecord) -> [SQLValue] {
    changeable(task) + [
      .id(task.subscription), .id(task.person), .word(task.kind), .text(task.askedBy),
      .instant(task.created), .instant(task.notBefore), .instant(task.goneBy),
    ]
  }

  /// The key, then what changes.
  static func changeable(_ task: TaskRecord) -> [SQLValue] {
    [
      .id(task.account), .id(task.id), .integer(task.version), .word(task.state),
      .instant(task.ready), .text(task.worker), .integer(task.attempts), .integer(task.percent),
      .text(task.note), .text(task.problem), .text(task.link?.address),
      .instant(task.link?.expires), .bytes(task.link?.secret), .instant(task.link?.fetched),
      .instant(task.escalateAt), .instant(task.escalated), .instant(task.finished),
    ]
  }

  static let insert = Statement(
    """
    INSERT INTO tasks (
      account, id, version, state, ready, worker, attempts, percent, note, problem, link,
      link_expires, link_secret, fetched, escalate_at, escalated, finished,
      subscription, person, kind, asked_by, created, not_before, gone_by)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
      ?20, ?21, ?22, ?23, ?24)
    """)

  static let update = Statement(
    """
    UPDATE tasks SET version = ?3, state = ?4, ready = ?5, worker = ?6, attempts = ?7,
      percent = ?8, note = ?9, problem = ?10, link = ?11, link_expires = ?12, link_secret = ?13,
      fetched = ?14, escalate_at = ?15, escalated = ?16, finished = ?17
    WHERE account = ?1 AND id = ?2 AND version = ?3 - 1
    """)

  private static let select = """
    SELECT t.account, t.id, t.version, t.subscription, t.person, t.kind, t.asked_by, t.created,
      t.not_before, t.gone_by, t.state, t.ready, t.worker, t.attempts, t.percent, t.note,
      t.problem, t.link, t.link_expires, t.link_secret, t.fetched, t.escalate_at, t.escalated,
      t.finished
    FROM tasks t
    """

  static let find = Statement("\(select) WHERE t.id = ?1")

  static let findBySecret = Statement("\(select) WHERE t.link_secret = ?1")

  private static let ready = "\(select) WHERE t.finished IS NULL AND t.kind = ?1 AND t.ready <= ?2"
  private static let longestFirst = "ORDER BY t.ready, t.account, t.id LIMIT ?3"

  static let claimable = Statement("\(ready) \(longestFirst)")

  static let claimableIrreversible = Statement(
    """
    \(ready)
      AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.account = t.account AND h.released IS NULL
        AND (h.until IS NULL OR h.until > ?2))
      AND NOT (coalesce(t.gone_by > ?4, 1 = 1) AND EXISTS (
        SELECT 1 FROM tasks e WHERE e.account = t.account AND e.subscription = t.subscription
          AND e.kind = 'export' AND e.finished IS NULL))
    \(longestFirst)
    """)

  static let toEscalate = Statement(
    """
    \(select) JOIN accounts a ON a.id = t.account
    WHERE t.finished IS NULL AND t.escalate_at <= ?1
      AND (a.clock IS NULL OR t.escalate_at <= a.clock)
    ORDER BY t.escalate_at LIMIT ?2
    """)

  static let escalated = Statement(
    """
    \(select) WHERE t.finished IS NULL AND t.escalated IS NOT NULL ORDER BY t.gone_by LIMIT ?1
    """)

  static let openCounts = Statement(
    """
    SELECT kind, state, count(*), count(escalated) FROM tasks WHERE finished IS NULL
    GROUP BY kind, state ORDER BY kind, state
    """)

  static let lapsed = Statement(
    "\(select) WHERE t.state = 'claimed' AND t.ready <= ?1 ORDER BY t.ready LIMIT ?2")

  static let irreversible = Statement(
    """
    SELECT count(*) FROM (SELECT 1 FROM tasks WHERE kind <> 'export' AND not_before > ?1
      AND not_before < ?2 AND created > ?3 AND state <> 'withdrawn' LIMIT ?4) AS found
    """)

  static let subscriptions = Statement("SELECT count(*) FROM subscriptions")

  /// Each combination of conditions is a text of its own, so that each finds its index.
  static func list(
    _ filter: TaskFilter, _ page: PageRequest<TaskID>
  ) -> (statement: Statement, values: [SQLValue]) {
    var values: [SQLValue] = [.text(page.after?.text ?? ""), .integer(page.limit)]
    var conditions = ["t.id > ?1"]
    func add(_ column: String, _ value: SQLValue) {
      values.append(value)
      conditions.append("t.\(column) = ?\(values.count)")
    }
    if let account = filter.account { add("account", .id(account)) }
    if let subscription = filter.subscription { add("subscription", .id(subscription)) }
    if let kind = filter.kind { add("kind", .word(kind)) }
    if let state = filter.state { add("state", .word(state)) }
    let text = conditions.joined(separator: " AND ")
    return (Statement("\(select) WHERE \(text) ORDER BY t.id LIMIT ?2"), values)
  }
}
