import ArgumentParser
import TenureEngine

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Make, list and revoke the API keys of programs.",
    discussion: """
      A key is shown once, when it is made; the database keeps only its hash.

      EXAMPLES
        tenure keys create --label billing --scope read --scope act --role billing-administrator
        tenure keys list
        tenure keys revoke key_01k9…
      """,
    subcommands: [KeysCreateCommand.self, KeysListCommand.self, KeysRevokeCommand.self])
}

struct KeysCreateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a key, and show it this once.")

  @Option(help: "What it is for, in your words.")
  var label: String

  @Option(help: "read, act, write or operate; several if repeated.")
  var scope: [String]

  @Option(help: "The one account it reaches; without it, all.")
  var account: String?

  @Option(help: "The role in which its acts are decided where a request names nobody.")
  var role: String?

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  private struct Request: Encodable {
    let label: String
    let scopes: [String]
    let account: String?
    let role: String?
  }

  func run() async throws {
    let request = Request(label: label, scopes: scope, account: account, role: role)
    let body = try JSONText.bytes(request)
    let key = try await options.with("keys", making: true) { try await $0.createKey(body) }
    Output.write(json ? try Output.json(key) : "\(key.secret ?? "")\n")
    if !json { Output.complain("This is \(key.id). Keep it: it is not shown again.") }
  }
}

struct KeysListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the keys, oldest first, without their secrets.")

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let keys = try await options.with("keys") { try await $0.keys() }
    if json {
      Output.write(try Output.json(keys))
      return
    }
    for key in keys {
      let state =
        key.revoked.map { "revoked \($0)" } ?? key.lastUsed.map { "used \($0)" } ?? "unused"
      let reach = key.account ?? "all accounts"
      Output.write(
        "\(key.id)  \(key.label)  \(key.scopes.joined(separator: ","))  \(reach)  \(state)\n")
    }
  }
}

struct KeysRevokeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Revoke a key at once and for good.")

  @Argument(help: "The key's id, key_….")
  var key: String

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    guard let id = KeyID(key) else { throw ValidationError("`\(key)` is not a key's id.") }
    try await options.with("keys") { try await $0.revokeKey(id) }
    Output.write("\(id) is revoked\n")
  }
}
