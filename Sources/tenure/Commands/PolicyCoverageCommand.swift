import ArgumentParser
import TenurePolicy

struct PolicyCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show where each documented rule is carried out, and which scenario exercises it.",
    discussion: """
      The documented rules stand in Policies/coverage.yaml, the scenarios in Scenarios/. The last \
      line counts the rules by how they are answered. What is wrong is said on standard error.

      EXAMPLES
        tenure policy coverage
        tenure policy coverage --markdown > Documentation/reference/rules.md
        tenure policy coverage --json

      With --json: `rows`, each with `section`, `id`, `says`, `kind`, `places` (each `family`, \
      `editions`, `rules`), `through`, `scenarios` and, where there is one, `symbol`, \
      `category`, `note` and `except`; `counts`, each with `section`, `title` and `kinds`; `faults`.

      \(ExitStatus.help)
      """)

  @Flag(help: "Print the page Documentation/reference/rules.md.")
  var markdown = false

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: CommandOptions

  func validate() throws {
    if json && markdown { throw ValidationError("Use either --json or --markdown.") }
  }

  func run() throws {
    let folder = try HomeFolder.find(options.policies)
    let report = try CoverageReport(folder: folder, library: options.library())
    if json {
      Output.write(try Output.json(report))
    } else {
      Output.write(markdown ? report.markdown : report.text(width: options.terminal.columns))
    }
    for fault in report.faults { Output.complain("\(fault.id): \(fault.problem)") }
    if !report.faults.isEmpty { throw ExitStatus.finding }
  }
}
