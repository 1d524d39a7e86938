import ArgumentParser
import TenurePolicy

struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Answer one question: what can be done, why, what comes back and until when.",
    discussion: """
      FILE is one scenario without `then`, in YAML or JSON. Its steps are answered in order; what \
      one permits holds for the next.

      EXAMPLES
        tenure decide Examples/07-billing-profile-day-six.yaml
        tenure decide --locale nb Examples/06-norway-already-off.json
        tenure decide --json - < question.json

      With --json the answer is for programs: `steps`, each with `outcome`, `reasons`, \
      `waysForward`, `missing`, `plan`, `timeline` and so on; what comes back is `plan.refund`. \
      Keys are sorted; money is {"amount": "12.50", "currency": "USD"}; dates are 2025-03-31, \
      instants 2025-03-31T00:00:00Z; words are the ids of the formats. Only `text` is in a \
      language.

      \(ExitStatus.help)
      """)

  @Argument(help: "A question in YAML or JSON; - is standard input.")
  var file: String

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: CommandOptions

  func run() throws {
    let library = try options.library()
    let say = try options.localizer(library)
    let run = try Question.run(file, library)
    if json {
      Output.write(try Output.json(AnswerRecord(run, say)))
    } else {
      Output.write(DecisionPage(run, say, options.terminal).text)
    }
  }
}
