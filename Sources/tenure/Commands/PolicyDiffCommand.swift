import ArgumentParser
import TenureDomain
import TenurePolicy

struct PolicyDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed between two editions, and for whom.",
    discussion: """
      The answer is computed from what the editions decide, not from their texts. Each difference \
      says for whom it holds and comes with one subscription that shows it.

      EXAMPLES
        tenure policy diff microsoft-365-business@2021-05-06 microsoft-365-business@2022-03-31
        tenure policy diff --json partner@2023-10-23 microsoft-365-business

      With --json: `old`, `new`, and `differences`, each with `acts` or `table`, `before`, \
      `after`, `text` and `cases`, each with `acts`, `conditions` and `example`.

      \(ExitStatus.help)
      """)

  @Argument(help: "The older edition: family@date, or family for the newest.")
  var old: String

  @Argument(help: "The newer edition.")
  var new: String

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: CommandOptions

  func run() throws {
    let library = try options.library()
    let say = try options.localizer(library)
    let before = try library.book.named(old)
    let after = try library.book.named(new)
    let differences = EditionDiff.differences(from: before, to: after)
    if json {
      Output.write(try Output.json(DiffRecord(before.id, after.id, differences, say)))
    } else {
      let page = DiffPage(before.id, after.id, differences, say, options.terminal)
      Output.write(page.text)
    }
  }
}
