import ArgumentParser
import TenureEngine

struct WorkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Show and retry what could not be carried out when it was due.",
    discussion: """
      What fails is tried again after one minute, four, sixteen and sixty-four, and then set \
      aside: nothing else waits for it. Once its cause is mended, let it be tried again.

      EXAMPLES
        tenure work list --database postgresql://tenure@db.example.com/tenure
        TENURE_KEY=tnk_… tenure work retry fjord/premium --server https://tenure.example.com
      """,
    subcommands: [WorkListCommand.self, WorkRetryCommand.self])
}

struct WorkListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what failed, with why and what comes next.")

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let failed = try await options.with("work") { try await $0.failedWork() }
    if json {
      Output.write(try Output.json(failed))
      return
    }
    if failed.isEmpty { Output.write("Nothing failed: every date was kept so far.\n") }
    for work in failed {
      let place = [work.account, work.subscription].compactMap(\.self).joined(separator: "/")
      let next =
        work.setAside.map { "set aside \($0)" } ?? work.retry.map { "next try \($0)" } ?? ""
      Output.write("\(place)  \(work.attempts) attempts  \(next)\n  \(work.problem)\n")
    }
  }
}

struct WorkRetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Let something be tried again at once.")

  @Argument(help: "An account and a subscription: ACCOUNT/SUBSCRIPTION, or an account alone.")
  var place: String

  @OptionGroup var options: OperatorOptions

  private struct Request: Encodable {
    let account: String
    let subscription: String?
  }

  func run() async throws {
    let place = WorkPlace(text: place)
    let body = try JSONText.bytes(
      Request(account: place.account.text, subscription: place.subscription?.text))
    try await options.with("work") { try await $0.retryWork(body) }
    Output.write("It is tried again within a second or two of a running worker.\n")
  }
}
