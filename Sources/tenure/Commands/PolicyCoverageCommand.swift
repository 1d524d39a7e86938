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

      \(ExitStatus.help)
      """)

  @Flag(help: "Print the page Documentation/reference/rules.md.")
  var markdown = false

  @OptionGroup var options: CommandOptions

  func run() throws {
    let folder = try HomeFolder.find(options.policies)
    let report = try CoverageReport(folder: folder, library: PolicyLibrary(folder: folder))
    Output.write(markdown ? report.markdown : report.text(width: options.terminal.columns))
    for fault in report.faults { Output.complain("\(fault.id): \(fault.problem)") }
    if !report.faults.isEmpty { throw ExitStatus.finding }
  }
}
