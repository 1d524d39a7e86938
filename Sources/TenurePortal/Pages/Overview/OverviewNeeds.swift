import TenureDomain
import TenureEngine
import TenurePolicy

/// What waits for the operator, the most urgent first.
struct OverviewNeeds {
  let all: [OverviewPage.Model.Need]

  /// So late that somebody should look.
  private static let lateSeconds: Int64 = 600

  init(_ health: HealthBody, _ visit: Visit) {
    func need(_ tone: String, _ text: String, _ place: Place, _ link: String) -> [Need] {
      [Need(tone: tone, text: text, path: place.path, link: visit.text("overview.\(link)"))]
    }
    typealias Need = OverviewPage.Model.Need
    var all: [Need] = health.brakes.filter(\.isOn).flatMap { brake in
      need(
        "bad", visit.text("overview.brake-\(brake.brake)"), .health, "see-brakes")
    }
    if health.setAside > 0 {
      all += need(
        "bad", visit.count("overview.set-aside", health.setAside), .health, "see-set-aside")
    }
    if health.lateSeconds > Self.lateSeconds {
      let span = visit.say.span(health.lateSeconds * 1_000_000)
      all += need("warn", visit.text("overview.late", ["span": span]), .health, "see-health")
    }
    if health.escalatedTasks > 0 {
      all += need(
        "warn", visit.count("overview.escalated", health.escalatedTasks), .due, "see-tasks")
    }
    if health.holds > 0 {
      all += need("", visit.count("overview.holds", health.holds), .health, "see-holds")
    }
    self.all = all
  }
}
