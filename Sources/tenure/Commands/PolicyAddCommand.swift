import ArgumentParser
import TenureEngine

struct PolicyAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Prove an edition and add it to a database.",
    discussion: """
      FILE is an edition in YAML. It is proved once, here; a running server answers with it from \
      then on, without a restart. An edition with findings is refused.

      EXAMPLES
        tenure policy add --database tenure.db my-policy@2027-01-01.yaml
        TENURE_KEY=tnk_… tenure policy add --server https://tenure.example.com my-policy.yaml

      EXIT STATUS
        0  it is added
        1  the database or the server could not do it
        2  the edition has faults or findings, or there is one of its name
      """)

  @Argument(help: "An edition in YAML.")
  var file: String

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let text = try Question.text(file, file)
    let id = try await options.with("policy", making: true) {
      try await $0.addPolicy(text, file: file)
    }
    Output.write("\(id) is added\n")
  }
}
