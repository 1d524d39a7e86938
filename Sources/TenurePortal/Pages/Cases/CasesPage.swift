import TenureDomain
import TenureEngine

/// Who wants to be called, of all customers: who waits, the longest first, or who was called, the
/// newest first.
enum CasesPage {
  struct Model: Sendable {
    struct Tab: Sendable {
      let text: String
      let path: String
      let isCurrent: Bool
    }

    let tabs: [Tab]
    let list: CaseList
    let hasRows: Bool
    let pager: Pager
    let empty: String
    let emptyWhat: String
  }

  static let routes: [Route] = [.get("/support/cases", get)]

  private static let rowsShown = 20

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let state = visit.query["state"] == CaseState.done.rawValue ? CaseState.done : .open
    let page = try await visit.engine.findCases(
      state: state, newestFirst: state == .done, after: visit.query["after"], limit: rowsShown,
      by: try visit.caller())
    let query = state == .done ? [(name: "state", value: state.rawValue)] : []
    let pager = Pager(visit, .cases, page, keeping: query, step: rowsShown)
    let lines = try await visit.lines(of: page.items)
    let model = Model(
      tabs: [CaseState.open, .done].map { tab in
        Model.Tab(
          text: visit.text("cases.states.\(tab.rawValue)"),
          path: tab == .open ? Place.cases.path : Place.cases.path([("state", tab.rawValue)]),
          isCurrent: tab == state)
      },
      list: CaseList(cases: lines), hasRows: !lines.isEmpty, pager: pager,
      empty: visit.text("cases.empty-\(state.rawValue)"),
      emptyWhat: visit.text("cases.empty-\(state.rawValue)-what"))
    return .page(
      "cases", title: visit.text("cases.title"),
      lead: visit.text("cases.all-\(state.rawValue)"), in: .cases, model)
  }
}
