import ArgumentParser
import TenureEngine

struct HoldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holds",
    abstract: "Put accounts on hold, so that nothing of them is deleted.",
    discussion: """
      While a hold is in force no deletion of the account is handed out. A hold ends at the date \
      it was placed with, or when it is released.

      EXAMPLES
        tenure holds list
        tenure holds place fjord --reason "lawsuit 24-1234" --legal --until 2027-06-01T00:00:00Z
        tenure holds release fjord hld_01k9…
      """,
    subcommands: [HoldsListCommand.self, HoldsPlaceCommand.self, HoldsReleaseCommand.self])
}

struct HoldsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the holds in force, or all of one account.")

  @Option(help: "The account whose holds to list, ended ones among them.")
  var account: String?

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let account = try account.map(HoldsCommand.account)
    let holds = try await options.with("holds") { try await $0.holds(of: account) }
    if json {
      Output.write(try Output.json(holds))
      return
    }
    if holds.isEmpty { Output.write("No account is on hold.\n") }
    for hold in holds { Output.write(HoldsCommand.line(hold)) }
  }
}

struct HoldsPlaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "Put an account on hold.")

  @Argument(help: "The account's id.")
  var account: String

  @Option(help: "Why, in your words. Whoever is refused a deletion reads it.")
  var reason: String

  @Option(help: "When it ends of its own, such as 2027-06-01T00:00:00Z.")
  var until: String?

  @Flag(help: "The law asks for it.")
  var legal = false

  @OptionGroup var options: OperatorOptions

  private struct Request: Encodable {
    let legal: Bool
    let reason: String
    let until: String?
  }

  func run() async throws {
    let account = try HoldsCommand.account(account)
    let body = try JSONText.bytes(Request(legal: legal, reason: reason, until: until))
    let hold = try await options.with("holds") { try await $0.placeHold(body, on: account) }
    Output.write(HoldsCommand.line(hold))
  }
}

struct HoldsReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "End a hold at once.")

  @Argument(help: "The account's id.")
  var account: String

  @Argument(help: "The hold's id, hld_….")
  var hold: String

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let account = try HoldsCommand.account(account)
    guard let id = HoldID(hold) else { throw ValidationError("`\(hold)` is not a hold's id.") }
    let ended = try await options.with("holds") { try await $0.releaseHold(id, of: account) }
    Output.write(HoldsCommand.line(ended))
  }
}

extension HoldsCommand {
  fileprivate static func account(_ text: String) throws -> AccountID {
    guard let id = AccountID(text) else {
      throw ValidationError("`\(text)` is not an account's id.")
    }
    return id
  }

  fileprivate static func line(_ hold: HoldBody) -> String {
    let kind = hold.legal ? "legal hold" : "hold"
    let end =
      hold.released.map { "released \($0)" }
      ?? hold.until.map { hold.inForce ? "until \($0)" : "ended \($0)" } ?? "until it is released"
    return "\(hold.account)  \(hold.id)  \(kind) since \(hold.placed), \(end)\n  \(hold.reason)\n"
  }
}
