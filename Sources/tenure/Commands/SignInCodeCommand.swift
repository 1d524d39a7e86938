import ArgumentParser
import TenureEngine

struct SignInCodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign-in-code",
    abstract: "Make a code that signs somebody in once, and show it this once.",
    discussion: """
      A code holds for 15 minutes, signs in once, and no longer after five tries. The database \
      keeps only its hash. Hand it over in a way that reaches nobody else.

      EXAMPLES
        tenure sign-in-code --account fjord --person kari
        tenure sign-in-code --operator
      """)

  @Option(help: "The account of the person.")
  var account: String?

  @Option(help: "The person who is to sign in.")
  var person: String?

  @Flag(name: .customLong("operator"), help: "Sign in as who runs the server.")
  var isOperator = false

  @Option(help: "With --operator: the key to sign in as, if there are several of scope operate.")
  var key: String?

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  func validate() throws {
    guard isOperator == (account == nil), isOperator == (person == nil),
      isOperator || key == nil
    else {
      throw ValidationError("Name either --account and --person, or --operator, if need be --key.")
    }
  }

  func run() async throws {
    let code: SignInCodeBody
    if let account, let person {
      guard let account = AccountID(account) else {
        throw ValidationError("`\(account)` is not an account's id.")
      }
      guard let person = PersonID(person) else {
        throw ValidationError("`\(person)` is not a person's id.")
      }
      code = try await options.with("sign-in-code") {
        try await $0.signInCode(for: person, of: account)
      }
    } else {
      let key = try key.map(Self.key)
      code = try await options.with("sign-in-code") { try await $0.operatorCode(for: key) }
    }
    Output.write(json ? try Output.json(code) : "\(code.code)\n")
    if !json {
      let whom = code.person.map { "\($0) of \(code.account ?? "")" } ?? code.key ?? ""
      Output.complain("It signs in \(whom) once, before \(code.expires). It is not shown again.")
    }
  }

  private static func key(_ text: String) throws -> KeyID {
    guard let id = KeyID(text) else { throw ValidationError("`\(text)` is not a key's id.") }
    return id
  }
}
