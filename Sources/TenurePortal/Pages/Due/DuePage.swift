import TenureDomain
import TenureEngine
import TenurePolicy

/// What is due: the dates that time comes to next, what the product is asked to do, and what is to
/// be paid. Each list has a page of its own.
enum DuePage {
  struct Model: Sendable {
    let tabs: Tabs
    /// What the list holds.
    let meaning: String
    let list: Listing
    let pager: Pager
    /// What would be there, where nothing is.
    let empty: String
  }

  /// The lists, by their names in the address.
  enum Show: String, CaseIterable {
    case dates
    case tasksWaiting = "tasks-waiting"
    case tasksClaimed = "tasks-claimed"
    case paymentsDue = "payments-due"
    case paymentsFailed = "payments-failed"
    case paymentsChargedBack = "payments-charged-back"
  }

  static let routes: [Route] = [.get("/operator/due", get)]

  static let rows = 20

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let show = visit.query["show"].flatMap(Show.init) ?? .dates
    let lists = DueLists(visit: visit, caller: try visit.caller(), show: show)
    let (list, pager) = try await lists.list()
    let tabs = Show.allCases.map { one in
      Tabs.Tab(
        text: visit.text("due.tab-\(one.rawValue)"),
        path: Place.due.path([("show", one.rawValue)]), isCurrent: one == show)
    }
    let model = Model(
      tabs: Tabs(name: visit.text("due.title"), tabs: tabs),
      meaning: visit.text("due.meaning-\(show.rawValue)"), list: list, pager: pager,
      empty: visit.text("due.empty-\(show.rawValue)"))
    return .page("due", title: visit.text("due.title"), in: .due, model)
  }
}
