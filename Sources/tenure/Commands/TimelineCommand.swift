import ArgumentParser
import TenureDomain
import TenurePolicy

struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Show what follows a question's last step: every future date and what happens on it.",
    discussion: """
      FILE is one scenario without `then`, in YAML or JSON. Its steps are answered first; what \
      they permit holds.

      EXAMPLES
        tenure timeline Examples/11-enterprise-three-year-term.yaml
        tenure timeline --ics Examples/05-denmark-mid-year.yaml > dates.ics
        tenure timeline --json Examples/10-cancelled-and-wants-back.yaml

      With --ics the dates are an iCalendar file (RFC 5545) of all-day events; the same question \
      gives the same bytes, and each date keeps its id. With --json the dates are under `entries`, \
      each with `milestones`, `changes`, `state` and `access`.

      \(ExitStatus.help)
      """)

  @Argument(help: "A question in YAML or JSON; - is standard input.")
  var file: String

  @Flag(help: "Print an iCalendar file.")
  var ics = false

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: CommandOptions

  func validate() throws {
    if ics && json { throw ValidationError("Use either --ics or --json, not both.") }
  }

  func run() throws {
    let library = try options.library()
    let say = try options.localizer(library)
    let run = try Question.run(file, library)
    if json {
      Output.write(try Output.json(ForecastRecord(run, say)))
    } else if ics {
      Output.write(calendar(run, say))
    } else {
      Output.write(TimelinePage(run, say, options.terminal).text)
    }
  }

  private func calendar(_ run: ScenarioRun, _ say: Localizer) -> String {
    guard let last = run.results.last else { return "" }
    let forecast = Forecast(of: last.subject, after: last.step.at, under: last.edition)
    let calendar = ForecastCalendar(
      forecast, name: run.scenario.id, stamp: last.step.at, account: last.subject.account, say: say)
    return CalendarText(calendar.events, title: run.scenario.title, say: say).text
  }
}
