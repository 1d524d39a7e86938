import HTTPTypes
import TenureDomain
import TenureEngine
import TenurePolicy

/// What the operator sees first: what needs them, the numbers of today, and the charts.
///
/// It reads what was counted before, so that it costs the same however many subscriptions there
/// are.
enum OverviewPage {
  struct Model: Sendable {
    struct Need: Sendable {
      /// The class of the panel.
      let tone: String
      let text: String
      let path: String
      let link: String
    }

    struct Figure: Sendable {
      let name: String
      let values: [String]
    }

    let needs: [Need]
    let hasNeeds: Bool
    let figures: [Figure]
    let standings: OverviewStandings
    let charts: [ChartFigure]
    /// Whether anything was counted today.
    let isCounted: Bool
  }

  static let routes: [Route] = [
    .get("/operator", get),
    .get("/operator/charts/{file}", file),
  ]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let caller = try visit.caller()
    let body = try await visit.engine.overview(by: caller)
    let needs = OverviewNeeds(try await visit.engine.health(by: caller), visit).all
    let model = Model(
      needs: needs, hasNeeds: !needs.isEmpty, figures: figures(body, visit),
      standings: OverviewStandings(body.totals.subscriptions, visit),
      charts: OverviewCharts(body, visit).all, isCounted: body.taken != nil)
    let lead = body.taken.map { visit.text("overview.counted", ["time": visit.dateTime($0)]) }
    return .page(
      "overview", title: visit.text("overview.title"), lead: lead, in: .overview, model)
  }

  private static func figures(_ body: OverviewBody, _ visit: Visit) -> [Model.Figure] {
    let totals = body.totals
    let active = totals.subscriptions.filter { $0.state == SubscriptionState.active.rawValue }
    func figure(_ key: String, _ number: Int64) -> Model.Figure {
      Model.Figure(name: visit.text("overview.\(key)"), values: [visit.say.number(Int(number))])
    }
    let refunds = totals.refunds.map(visit.money)
    return [
      figure("all", totals.allSubscriptions),
      figure("active", Int64.sum(active.map(\.count))),
      figure("cancelled", totals.cancellations),
      Model.Figure(
        name: visit.text("overview.promised"),
        values: refunds.isEmpty ? [visit.text("overview.nothing-promised")] : refunds),
      figure("this-week", totals.deadlinesThisWeek),
    ]
  }

  private static func file(_ visit: Visit) async throws -> PageAnswer {
    guard let file = OverviewFile(fileName: visit.parameters["file"] ?? "") else {
      throw Trouble(.notFound)
    }
    let body = try await visit.engine.overview(by: try visit.caller())
    return PageAnswer.file(
      Array(file.text(of: body).utf8), type: "text/csv; charset=utf-8; header=present"
    ).with {
      $0.fields[.contentDisposition] = "attachment; filename=\"\(file.fileName)\""
    }
  }
}
