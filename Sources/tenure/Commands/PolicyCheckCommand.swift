import ArgumentParser
import TenurePolicy

struct PolicyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prove editions over the whole fact space.",
    discussion: """
      Without FILE every edition of the folder is proved. The proof is exact: it finds ill-typed \
      tests, rules that can never matter, facts that no rule answers, dead ends, deadlines out of \
      order, and missing citations and messages. Each finding names file, line and rule, and shows \
      one subscription as a counterexample. What cannot be read in the folder or in FILE is \
      ill-typed.

      EXAMPLES
        tenure policy check
        tenure policy check Policies/partner@2023-10-23.yaml
        tenure policy check --json

      With --json: `editions`, each with `file`, `rules`, `houseRules`, `houseContacts`, `classes` \
      and `findings`.

      \(ExitStatus.help)
      """)

  @Argument(help: "Documents of editions.")
  var files: [String] = []

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: CommandOptions

  func run() throws {
    let home = try HomeFolder.find(options.policies)
    let reading = try options.reading()
    let say = try options.localizer(reading)
    var work = CheckWork(home: home, reading: reading)
    try files.isEmpty ? work.proveAll() : work.prove(files)
    let checks = work.checks
    if json {
      Output.write(try Output.json(CheckRecord(checks)))
    } else {
      Output.write(CheckPage(checks, say, options.terminal).text)
    }
    if checks.contains(where: { !$0.report.findings.isEmpty }) { throw ExitStatus.finding }
  }
}
