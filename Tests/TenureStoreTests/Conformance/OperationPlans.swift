import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

/// What support agents and operators ask, each with the index that it must use.
extension PlanConformance {
  static func operation(_ key: (String) -> String) -> [(Query, index: String)] {
    func one(_ statement: Statement, _ values: SQLValue...) -> Query {
      Query(statement: statement, values: values)
    }
    func list(_ filter: CaseFilter) -> Query {
      let query = CaseRow.list(filter, PageRequest(after: "c", limit: 50))
      return Query(statement: query.statement, values: query.values)
    }
    func events(_ types: Int, isFirst: Bool) -> Query {
      let place: [SQLValue] = isFirst ? [] : [.integer(1), .text("a"), .integer(1)]
      let values: [SQLValue] = [.integer(1), .integer(2), .integer(9)] + place
      return Query(
        statement: OperationRow.events(
          typeCount: types, isFirst: isFirst, from: values.count),
        values: values + (0..<types).map { .text("t\($0)") })
    }
    let search = Query(
      statement: AccountRow.list(AccountSearch(text: "x")),
      values: [.text("a"), .integer(9)] + AccountRow.bounds("x"))
    return [
      (list(CaseFilter()), "cases_by_id"),
      (list(CaseFilter(account: "a")), key("cases")),
      (list(CaseFilter(account: "a", person: "p")), "cases_by_person"),
      (list(CaseFilter(state: .open)), "cases_by_state"),
      (list(CaseFilter(state: .done, isNewestFirst: true)), "cases_by_state"),
      (one(CaseRow.erase, .text("a"), .text("p")), "cases_by_person"),
      (one(RollupRow.days, .integer(1), .integer(90)), key("rollup_days")),
      (one(RollupRow.list, .text("refunds"), .integer(1), .integer(90)), key("rollups")),
      (one(RollupRow.refunds, .integer(1), .integer(2)), "entries_refunding"),
      (one(RollupRow.milestones, .integer(1), .integer(2)), "milestones_by_instant"),
      (events(0, isFirst: true), "events_by_instant"),
      (events(5, isFirst: false), "events_by_instant"),
      (one(OperationRow.firstEvent), "events_by_instant"),
      (
        one(
          OperationRow.earlier, .text("a"), .text("s"), .integer(1), .integer(1), .integer(9)),
        "events_by_subscription"
      ),
      (
        one(OperationRow.upcoming, .integer(1), .text("a"), .text("s"), .integer(9)),
        "subscriptions_by_due"
      ),
      (search, "accounts_by_name"), (search, "people_by_name"), (search, "people_by_email"),
      (search, "subscriptions_by_id"),
    ]
  }

  /// Counting all subscriptions reads the index of their states, and no row of the table.
  @Test(arguments: StoreUnderTest.all)
  func statesAreCountedInTheirIndex(engine: StoreUnderTest) async throws {
    guard engine == .sqlite else { return }  // PostgreSQL chooses by what it knows of the rows
    try await engine.withStore { _, sql in
      let plan = try await Self.plan(
        of: Query(statement: RollupRow.standings, values: []), sql)
      #expect(
        plan.contains { $0.contains("USING COVERING INDEX subscriptions_by_state") }, "\(plan)")
    }
  }

  /// Counting what lies ahead keeps no milestone in memory to sort it.
  @Test(arguments: StoreUnderTest.all)
  func milestonesAreCountedInOrder(engine: StoreUnderTest) async throws {
    guard engine == .sqlite else { return }  // PostgreSQL bounds the memory of a sort itself
    try await engine.withStore { _, sql in
      let plan = try await Self.plan(
        of: Query(statement: RollupRow.milestones, values: [.integer(1), .integer(2)]), sql)
      #expect(plan.contains { $0.contains("USING COVERING INDEX milestones_by_instant") })
      #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }
  }

  /// An overview reads roll-ups and nothing else: no table that grows with the subscriptions.
  @Test(arguments: StoreUnderTest.all)
  func anOverviewReadsRollUpsAlone(engine: StoreUnderTest) async throws {
    try await engine.withStore { _, sql in
      for (query, _) in Self.operation({ $0 })
      where query.statement == RollupRow.days || query.statement == RollupRow.list {
        let plan = try await Self.plan(of: query, sql).joined(separator: "\n")
        #expect(plan.contains("rollup"))
        for table in ["subscriptions", "accounts", "events", "entries", "milestones"] {
          #expect(!plan.contains(table), "\(plan)")
        }
      }
    }
  }
}
