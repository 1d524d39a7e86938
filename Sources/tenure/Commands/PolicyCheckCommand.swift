import ArgumentParser
import TenureDomain
import TenurePolicy

struct PolicyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prove editions over the whole fact space.",
    discussion: """
      Without FILE every edition of the folder is proved. The proof is exact: it finds ill-typed \
      tests, rules that can never matter, facts that no rule answers, dead ends, deadlines out of \
      order, and missing citations and messages. Each finding names file, line and rule, and shows \
      one subscription as a counterexample.

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
    let library = try options.library()
    let say = try options.localizer(library)
    let checker = PolicyChecker()
    var progress = ProgressBar()
    var checks: [CheckedEdition] = []
    if files.isEmpty {
      for (index, document) in library.book.documents.enumerated() {
        progress.show(index, of: library.book.documents.count, document.file)
        let report = checker.report(on: document, messages: library.messages)
        checks.append(CheckedEdition(file: document.file, id: document.edition.id, report: report))
      }
    }
    for (index, file) in files.enumerated() {
      progress.show(index, of: files.count, file)
      checks.append(try check(file, checker, library))
    }
    progress.clear()
    if json {
      Output.write(try Output.json(CheckRecord(checks)))
    } else {
      Output.write(CheckPage(checks, say, options.terminal).text)
    }
    if checks.contains(where: { !$0.report.findings.isEmpty }) { throw ExitStatus.finding }
  }

  private func check(
    _ file: String, _ checker: PolicyChecker, _ library: PolicyLibrary
  ) throws(InputErrors) -> CheckedEdition {
    let text = try Question.text(file, file)
    let document = try? EditionDocument(text, file: file, products: library.products)
    let report = checker.report(
      on: text, file: file, products: library.products, messages: library.messages)
    return CheckedEdition(file: file, id: document?.edition.id, report: report)
  }
}
