import TenureDomain
import TenureEngine
import TenurePolicy

/// What waits for the operator, the most urgent first.
struct OverviewNeeds {
  typealias Need = OverviewPage.Model.Need

  let all: [Need]

  /// So late that somebody should look.
  private static let lateSeconds: Int64 = 600

  init(_ health: HealthBody, _ visit: Visit) {
    func need(_ tone: String, _ text: String, _ path: String, _ link: String) -> [Need] {
      [Need(tone: tone, text: text, path: path, link: visit.text("overview.\(link)"))]
    }
    let tasks = Place.due.path([("show", DuePage.Show.tasksWaiting.rawValue)])
    var all: [Need] = health.brakes.filter(\.isOn).flatMap { brake in
      need(
        "bad", visit.text("overview.brake-\(brake.brake)"), Place.health.path, "see-brakes")
    }
    if health.setAside > 0 {
      all += need(
        "bad", visit.count("overview.set-aside", health.setAside), Place.health.path,
        "see-set-aside")
    }
    if health.lateSeconds > Self.lateSeconds {
      let span = visit.say.span(health.lateSeconds * 1_000_000)
      all += need(
        "warn", visit.text("overview.late", ["span": span]), Place.health.path, "see-health")
    }
    if health.escalatedTasks > 0 {
      all += need(
        "warn", visit.count("overview.escalated", health.escalatedTasks), tasks, "see-tasks")
    }
    if health.holds > 0 {
      all += need("", visit.count("overview.holds", health.holds), Place.health.path, "see-holds")
    }
    self.all = all
  }
}
