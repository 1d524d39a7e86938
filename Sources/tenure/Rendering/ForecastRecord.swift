import TenureDomain
import TenureEngine
import TenurePolicy

/// What follows a question's last step, for programs.
struct ForecastRecord: Codable {
  /// The version of the shape.
  var format = "tenure.timeline/1"
  var id: String
  var title: String
  var language: String
  /// The last step's instant.
  var asOf: String?
  var timeZone: String?
  var edition: String?
  var entries: [ForecastEntryRecord]
  /// Whether it renews, so that more follows of the same kind.
  var renews: Bool
  /// The facts on which further dates depend.
  var open: [String]

  init(_ run: ScenarioRun, _ say: Localizer) {
    id = run.scenario.id
    title = run.scenario.title
    language = say.language
    guard let last = run.results.last else {
      (entries, renews, open) = ([], false, [])
      return
    }
    let zone = last.subject.account.zone
    let forecast = Forecast(of: last.subject, after: last.step.at, under: last.edition)
    asOf = "\(last.step.at)"
    timeZone = zone.name
    edition = "\(last.edition.id)"
    entries = forecast.entries.map { ForecastEntryRecord($0, zone, say) }
    renews = forecast.renews
    open = forecast.open.map(\.path)
  }
}

struct ForecastEntryRecord: Codable {
  var at: String
  var date: String
  var milestones: [MilestoneBody]
  var changes: [ChangeBody]
  /// The state and the access from then on, where time changes something.
  var state: String?
  var access: AccessBody?

  init(_ entry: Forecast.Entry, _ zone: ZoneRules, _ say: Localizer) {
    at = "\(entry.at)"
    date = "\(entry.date)"
    milestones = entry.milestones.map { MilestoneBody($0, say) }
    changes = entry.changes.map { ChangeBody($0, zone, say) }
    state = entry.state?.rawValue
    access = entry.access.map { AccessBody($0) }
  }
}
