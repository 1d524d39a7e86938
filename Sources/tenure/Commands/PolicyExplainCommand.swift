import ArgumentParser
import TenureDomain
import TenureEngine
import TenurePolicy

struct PolicyExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say an edition's rules in words, with their sources.",
    discussion: """
      Without RULE every table is shown: the four of each act, then the others. RULE is an id, the \
      last part of one, an act or a table, or the id of a documented rule.

      EXAMPLES
        tenure policy explain microsoft-365-consumer
        tenure policy explain microsoft-365-business@2024-09-10 cancel/license-limit
        tenure policy explain microsoft-365-business@2024-09-10 cancel
        tenure policy explain microsoft-365-business@2021-05-06 ELIG-10
        tenure policy explain --json partner

      With --json: `edition`, `sources` and `rules`, each with `table`, `id`, `implements`, \
      `when`, `ways` or `then`, `source`, `house` and `line`.

      \(ExitStatus.help)
      """)

  @Argument(help: "An edition: family@date, or family for the newest.")
  var edition: String

  @Argument(help: "The rules to show.")
  var rule: String?

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: CommandOptions

  func run() throws {
    let library = try options.library()
    let edition = try library.book.named(self.edition)
    let say = try options.localizer(library)
    let page = ExplainPage(edition, rule, say, options.terminal)
    if let rule, page.isEmpty {
      throw InputErrors([
        InputError(
          file: "\(edition.id)", key: rule, problem: "no rule has this name",
          remedy: "run `tenure policy explain \(edition.id)` to see them all")
      ])
    }
    Output.write(json ? try Output.json(EditionBody(edition, rule, say)) : page.text)
  }
}
