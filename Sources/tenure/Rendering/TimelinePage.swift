import TenureDomain
import TenurePolicy

/// What follows a question's last step, for people.
struct TimelinePage {
  private(set) var page: Page
  let say: Localizer

  var text: String { page.text }

  init(_ run: ScenarioRun, _ say: Localizer, _ terminal: Terminal) {
    self.say = say
    page = Page(terminal)
    guard let last = run.results.last else { return }
    let zone = last.subject.account.zone
    let forecast = Forecast(of: last.subject, after: last.step.at, under: last.edition)
    if !run.scenario.title.isEmpty { page.title(run.scenario.title) }
    page.heading(say.text("cli.follows"))
    let instant = say.dateTime(last.step.at, in: zone) + " (\(zone.name))"
    page.paragraph(say.text("cli.followsFrom", ["instant": instant]), paint: page.ink.faint)
    for entry in forecast.entries { add(entry, last.subject) }
    if forecast.entries.isEmpty || forecast.renews || !forecast.open.isEmpty { page.blank() }
    if forecast.entries.isEmpty { page.paragraph(say.text("cli.nothingHappensByItself")) }
    if forecast.renews { page.paragraph(say.text("cli.renewsAndSoOn")) }
    if !forecast.open.isEmpty {
      let facts = say.list(forecast.open.map { say.name(of: $0) })
      page.paragraph(say.text("open.dates", ["facts": facts]))
    }
  }

  private mutating func add(_ entry: Forecast.Entry, _ subject: Subject) {
    let zone = subject.account.zone
    let isDay = zone.startOfDay(entry.date) == entry.at
    let date = isDay ? say.longDate(entry.date) : say.dateTime(entry.at, in: zone)
    page.heading(date)
    for line in MilestoneLine.lines(
      entry.milestones, subject.subscription.recurringBilling, say)
    {
      let bound = line.milestone.kind.bound
      let suffix = bound == .on ? "" : " (\(say.name(of: bound)))"
      page.paragraph(line.name + suffix, indent: 2, mark: "• ")
    }
    for change in entry.changes.compactMap({ say.sentence($0, in: zone) }) {
      page.paragraph(change, indent: 2, mark: "→ ", paint: page.ink.accent)
    }
    if let access = entry.access {
      let text = say.lines(access, of: subject.account.kind).joined(separator: " ")
      page.paragraph(text, indent: 4, paint: page.ink.faint)
    }
  }
}
