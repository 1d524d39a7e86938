import TenureDomain
import TenureEngine
import TenurePolicy

/// One page of a list of what is due.
struct DueLists {
  let visit: Visit
  let caller: Caller
  let show: DuePage.Show

  func list() async throws -> (Listing, Pager) {
    switch show {
    case .dates: try await dates()
    case .tasksWaiting: try await tasks(.waiting)
    case .tasksClaimed: try await tasks(.claimed)
    case .paymentsDue: try await payments(.due)
    case .paymentsFailed: try await payments(.failed)
    case .paymentsChargedBack: try await payments(.chargedBack)
    }
  }

  private var place: String? { visit.query["after"] }

  private func pager<Item>(_ page: Page<Item>) -> Pager {
    Pager(
      visit, .due, page, keeping: [(name: "show", value: show.rawValue)], step: DuePage.rows)
  }

  private func listing(
    _ columns: [String], numbers: Set<Int> = [], _ rows: [[Listing.Cell]]
  ) -> Listing {
    Listing(
      visit.text("due.tab-\(show.rawValue)"), columns: columns.map { visit.text("due.\($0)") },
      numbers: numbers, rows: rows)
  }

  // MARK: Dates

  private func dates() async throws -> (Listing, Pager) {
    let page = try await visit.engine.upcoming(after: place, limit: DuePage.rows, by: caller)
    let rows = page.items.map { item -> [Listing.Cell] in
      let account = AccountID(stored: item.account)
      let state = SubscriptionState(rawValue: item.state)
      return [
        Listing.Cell(
          visit.dateTime(item.due), moment: item.due,
          notes: item.isLate ? [visit.text("due.late")] : []),
        visit.cell(ofAccount: item.account), visit.cell(of: item.subscription, in: account),
        Listing.Cell(visit.product(item.product)),
        Listing.Cell(
          state.map { visit.say.name(of: $0).withCapital } ?? item.state, badge: item.state),
      ]
    }
    return (
      listing(["when", "account", "subscription", "product", "state"], rows), pager(page)
    )
  }

  // MARK: Tasks

  private func tasks(_ state: TaskState) async throws -> (Listing, Pager) {
    let page = try await visit.engine.tasks(
      TaskFilter(state: state), after: place, limit: DuePage.rows, by: caller)
    let rows = page.items.map { task -> [Listing.Cell] in
      let account = AccountID(stored: task.account)
      return [
        Listing.Cell(visit.text("history.kind-\(task.kind)"), notes: notes(of: task)),
        visit.cell(ofAccount: task.account), visit.cell(of: task.subscription, in: account),
        Listing.Cell(visit.dateTime(task.notBefore), moment: task.notBefore),
        Listing.Cell(
          task.goneBy.map(visit.dateTime) ?? visit.text("due.no-promise"), moment: task.goneBy,
          notes: task.escalated == nil ? [] : [visit.text("due.urgent")]),
        Listing.Cell(visit.text("due.percent", ["percent": "\(task.percent)"])),
      ]
    }
    return (
      listing(
        ["what", "account", "subscription", "not-before", "gone-by", "done"], numbers: [5], rows),
      pager(page)
    )
  }

  private func notes(of task: TaskBody) -> [String] {
    var notes: [String] = []
    if let worker = task.worker, task.state == TaskState.claimed.rawValue {
      notes.append(visit.text("due.worker", ["worker": worker]))
    }
    if let problem = task.problem {
      notes.append(visit.text("due.problem", ["problem": problem]))
    }
    return notes
  }

  // MARK: Payments

  private func payments(_ state: PaymentRecord.State) async throws -> (Listing, Pager) {
    let page = try await visit.engine.payments(
      PaymentFilter(state: state), after: place, limit: DuePage.rows, by: caller)
    let rows = page.items.map { payment -> [Listing.Cell] in
      let account = AccountID(stored: payment.account)
      return [
        Listing.Cell(visit.text("money.for-\(payment.reason)")),
        visit.cell(ofAccount: payment.account), visit.cell(of: payment.subscription, in: account),
        Listing.Cell(visit.dateTime(payment.at), moment: payment.at),
        Listing.Cell(
          payment.nextAttempt.map(visit.dateTime) ?? visit.text("due.no-attempt"),
          moment: payment.nextAttempt),
        Listing.Cell(visit.money(payment.amount)),
      ]
    }
    return (
      listing(
        ["what", "account", "subscription", "due", "next", "amount"], numbers: [5], rows),
      pager(page)
    )
  }
}
