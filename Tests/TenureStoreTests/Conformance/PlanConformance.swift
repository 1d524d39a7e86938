import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

/// The queries that every act, page and start ask: each finds its rows through an index, however
/// many rows there are.
@Suite struct PlanConformance {
  @Test(arguments: StoreUnderTest.all)
  func noHotQueryReadsAWholeTable(engine: StoreUnderTest) async throws {
    try await engine.withStore { _, sql in
      for (query, index) in Self.queries(sql.dialect) {
        let plan = try await Self.plan(of: query, sql)
        let isWhole = plan.contains { $0.contains("Seq Scan on") || Self.isScan($0) }
        #expect(!isWhole, "\(query.statement.text)\n\(plan.joined(separator: "\n"))")
        #expect(
          plan.contains { $0.contains(index) },
          "no \(index): \(query.statement.text)\n\(plan.joined(separator: "\n"))")
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aQueryWithoutAnIndexIsFound(engine: StoreUnderTest) async throws {
    guard engine == .sqlite else { return }  // PostgreSQL would use any index there is
    try await engine.withStore { _, sql in
      let query = Query(
        statement: Statement("SELECT id FROM accounts WHERE name = ?1"), values: [.text("x")])
      let plan = try await Self.plan(of: query, sql)
      #expect(plan.contains { Self.isScan($0) })
    }
  }

  struct Query {
    let statement: Statement
    let values: [SQLValue]
  }

  /// Each query with the index that it must use, by its name.
  private static func queries(_ dialect: Dialect) -> [(Query, index: String)] {
    let isSQLite = dialect == .sqlite
    func key(_ table: String) -> String {
      isSQLite ? table : "\(table)_pkey"
    }
    func one(_ statement: Statement, _ values: SQLValue...) -> Query {
      Query(statement: statement, values: values)
    }
    return [
      (one(AccountRow.find.plain, .text("a")), key("accounts")),
      (one(SubscriptionRow.find.plain, .text("a"), .text("s")), key("subscriptions")),
      (one(ChainRow.head.plain, .text("a")), key("chains")),
      (one(AnswerRow.find, .text("c"), .text("k")), key("answers")),
      (one(MilestoneRow.list, .text("a"), .text("s")), key("milestones")),
      (one(ReceiptRow.find, .text("r")), "receipts_by_id"),
      (one(PaymentRow.toCollect, .integer(1), .integer(9)), "payments_to_collect"),
      (one(PaymentRow.open, .text("a"), .text("s")), "payments_by_subscription"),
      (one(PaymentRow.findKey, .bytes([1])), "product_keys_redeemed_once"),
      (one(PaymentRow.keys, .text("a"), .bytes([1]), .integer(9)), key("product_keys")),
      (one(SubscriptionRow.addOns, .text("a"), .text("s")), "subscriptions_by_base"),
      (one(ReceiptRow.list, .text("a"), .text("r"), .integer(9)), key("receipts")),
      (one(EventRow.list, .text("a"), .integer(1), .integer(9)), key("events")),
      (
        one(EventRow.listOfSubscription, .text("a"), .integer(1), .integer(9), .text("s")),
        "events_by_subscription"
      ),
      (one(EntryRow.list, .text("a"), .text("e"), .integer(9)), key("entries")),
      (one(OutboxRow.list, .text("m"), .integer(9)), "outbox_by_id"),
      (one(SessionRow.find, .bytes([1])), "sessions_by_hash"),
      (one(KeyRow.find, .text("k")), key("keys")),
      (one(SubscriptionRow.editions), "subscriptions_by_edition"),
      (one(AnswerRow.remove, .integer(1), .integer(9)), "answers_by_instant"),
      (
        one(
          AccountRow.list(AccountSearch(name: "x")), .text("a"), .integer(9), .text("x"),
          .text("y")), "accounts_by_name"
      ),
      (
        one(AccountRow.list(AccountSearch(domain: "x")), .text("a"), .integer(9), .text("x")),
        "domains_by_domain"
      ),
      (
        one(AccountRow.list(AccountSearch(email: "x")), .text("a"), .integer(9), .text("x")),
        "people_by_email"
      ),
    ] + latest(key) + lists(key("subscriptions")) + tasks(key) + work(key("claims"))
      + operation(key)
      + signIn(key)
  }

  /// What signing in asks, each with the index that it must use.
  private static func signIn(_ key: (String) -> String) -> [(Query, index: String)] {
    func one(_ statement: Statement, _ values: SQLValue...) -> Query {
      Query(statement: statement, values: values)
    }
    return [
      (one(SessionRow.find, .bytes([1])), "key_sessions_by_hash"),
      (
        one(SignInCodeRow.attempt, .text("K7QF3X"), .integer(1), .integer(5)),
        key("sign_in_codes")
      ),
      (one(SignInCodeRow.remove, .integer(1), .integer(9)), "sign_in_codes_by_instant"),
    ]
  }

  /// The lists that are read from their end, each with the index that it must use.
  private static func latest(_ key: (String) -> String) -> [(Query, index: String)] {
    func one(_ statement: Statement, _ values: SQLValue...) -> Query {
      Query(statement: statement, values: values)
    }
    // Every index on entries begins with the account.
    let entries = key("entries") == "entries" ? "entries" : "entries_"
    return [
      (one(EntryRow.latest, .text("a"), .text("e"), .integer(9)), key("entries")),
      (one(EntryRow.totals, .text("a")), entries),
      (one(EventRow.latest, .text("a"), .integer(9), .integer(9)), key("events")),
      (
        one(EventRow.latestOfSubscription, .text("a"), .integer(9), .integer(9), .text("s")),
        "events_by_subscription"
      ),
      (one(OutboxRow.latest, .text("a"), .text("m"), .integer(9)), key("outbox")),
    ]
  }

  /// What workers ask, each with the index that it must use.
  private static func work(_ key: String) -> [(Query, index: String)] {
    func one(_ statement: Statement, _ values: SQLValue...) -> Query {
      Query(statement: statement, values: values)
    }
    return [
      (
        one(
          ClaimRow.claim, .text("w"), .integer(2), .integer(1), .integer(9), .integer(3)),
        "subscriptions_by_due"
      ),
      (one(ClaimRow.oldest), "subscriptions_by_due"),
      (one(ClaimRow.accountsDue, .integer(1), .integer(9)), "accounts_by_due"),
      (one(ClaimRow.release, .text("a"), .text("s"), .text("w")), key),
    ]
  }

  /// The lists of subscriptions, each with the index that it must use.
  private static func lists(_ key: String) -> [(Query, index: String)] {
    let page = PageRequest(
      after: SubscriptionPlace(account: "a", subscription: "s"), limit: 50)
    func list(_ filter: SubscriptionFilter, areDueFew: Bool = true) -> Query {
      let rarity = SubscriptionQuery.Rarity(isOverdueRare: areDueFew, isDueRare: areDueFew)
      let query = SubscriptionQuery(filter, page, rarity)
      return Query(statement: query.statement, values: query.values)
    }
    let now = Sample.now
    return [
      (list(SubscriptionFilter(now: now)), key),
      (list(SubscriptionFilter(account: "a", now: now)), key),
      (list(SubscriptionFilter(state: .active, now: now)), "subscriptions_by_state"),
      (list(SubscriptionFilter(state: .active, now: now)), "subscriptions_by_due"),
      (list(SubscriptionFilter(product: ProductID("x"), now: now)), "subscriptions_by_product"),
      (list(SubscriptionFilter(channel: .partner, now: now)), "subscriptions_by_channel"),
      (list(SubscriptionFilter(dueBefore: now, now: now)), "subscriptions_by_due"),
      (
        Query(
          statement: SubscriptionQuery.Rarity.count, values: [.instant(now), .integer(9)]),
        "subscriptions_by_due"
      ),
      (list(SubscriptionFilter(dueBefore: now, now: now), areDueFew: false), key),
    ]
  }

  /// The queries about tasks and holds, each with the index that it must use.
  private static func tasks(_ key: (String) -> String) -> [(Query, index: String)] {
    func one(_ statement: Statement, _ values: SQLValue...) -> Query {
      Query(statement: statement, values: values)
    }
    func list(_ filter: TaskFilter) -> Query {
      let query = TaskRow.list(filter, PageRequest(after: "t", limit: 50))
      return Query(statement: query.statement, values: query.values)
    }
    let (now, few) = (SQLValue.instant(Sample.now), SQLValue.integer(9))
    return [
      (one(TaskRow.find, .text("t")), "tasks_by_id"),
      (one(TaskRow.findBySecret, .bytes([1])), "tasks_by_secret"),
      (one(TaskRow.claimable, .text("export"), now, few), "tasks_to_claim"),
      (one(TaskRow.claimableIrreversible, .text("deletion"), now, few, now), "tasks_to_claim"),
      (one(TaskRow.toEscalate, now, few), "tasks_to_escalate"),
      (one(TaskRow.escalated, few), "tasks_escalated"),
      (one(TaskRow.lapsed, now, few), "tasks_lapsing"),
      (one(TaskRow.irreversible, now, now, .integer(0), few), "tasks_irreversible"),
      (list(TaskFilter()), "tasks_by_id"),
      (list(TaskFilter(account: "a")), key("tasks")),
      (list(TaskFilter(account: "a", subscription: "s")), "tasks_by_subscription"),
      (list(TaskFilter(kind: .export)), "tasks_by_kind"),
      (list(TaskFilter(state: .failed)), "tasks_by_state"),
      (one(HoldRow.find, .text("a"), .text("h")), key("holds")),
      (
        one(HoldRow.inForceOfAccount, now, .text(""), .text(""), few, .text("a")), key("holds")
      ),
    ]
  }

  static func plan(of query: Query, _ engine: any SQLEngine) async throws -> [String] {
    try await engine.write { session in
      if session.dialect == .postgresql {
        // The tables are empty; the planner would rightly read them as they are.
        try session.run(Statement("SET LOCAL enable_seqscan = off"), [], expecting: nil)
      }
      let word = session.dialect == .sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN "
      let rows = try session.rows(Statement(word + query.statement.text), query.values)
      return rows.compactMap { row in
        if case .text(let line) = row.last { line } else { nil }
      }
    }
  }

  /// SQLite says `SEARCH` where it uses a key, and `SCAN` where it reads everything. Reading the
  /// few rows of a subquery, or an index in its order up to a limit, is no reading of a table.
  static func isScan(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    guard words.first == "SCAN", words.count > 1, !line.contains(" USING ") else { return false }
    let subqueries: Set<Substring> = ["stored", "overdue", "found", "used", "due", "e", "CONSTANT"]
    return !subqueries.contains(words[1]) && !words[1].hasPrefix("(")
  }
}
