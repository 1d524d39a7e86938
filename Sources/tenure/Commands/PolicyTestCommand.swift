import ArgumentParser
import Foundation
import TenurePolicy

struct PolicyTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run scenarios and show what did not come out as it must.",
    discussion: """
      Each FILE is a list of scenarios in YAML. They run by a manual clock through the code that \
      answers real questions. The last line is always `N passed, N failed`.

      EXAMPLES
        tenure policy test Scenarios/*.yaml
        tenure policy test --json my-scenarios.yaml

      With --json: `passed`, `failed`, and `failures`, each with `file`, `line`, `scenario`, \
      `step`, `key`, `expected` and `actual`; errors of input are under `errors`.

      \(ExitStatus.help)
      """)

  @Argument(help: "Files of scenarios; - is standard input.")
  var files: [String]

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: CommandOptions

  func run() throws {
    let library = try options.library()
    let say = try options.localizer(library)
    var report = TestReport()
    var progress = ProgressBar()
    for (index, file) in files.enumerated() {
      progress.show(index, of: files.count, file)
      report.run(file, library)
    }
    progress.clear()
    for error in report.errors { Output.complain("\(error)") }
    if json {
      Output.write(try Output.json(TestRecord(report)))
    } else {
      Output.write(TestPage(report, say, options.terminal).text)
    }
    if !report.errors.isEmpty { throw ExitStatus.badInput }
    if report.failed > 0 { throw ExitStatus.finding }
  }
}
