import ArgumentParser
import TenureDomain
import TenureEngine

struct BrakesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brakes",
    abstract: "Show and release what stops work that cannot be taken back.",
    discussion: """
      `clock` goes on when the wall clock leaps by more than an hour: then no date is kept either. \
      `deletions` goes on when more deletions are due within a day than is usual. Nothing but a \
      release takes a brake off; what was waiting then goes on.

      EXAMPLES
        tenure brakes list
        tenure brakes release deletions
      """,
    subcommands: [BrakesListCommand.self, BrakesReleaseCommand.self])
}

struct BrakesListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show how each brake stands.")

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let brakes = try await options.with("brakes") { try await $0.brakes() }
    if json {
      Output.write(try Output.json(brakes))
      return
    }
    for brake in brakes { Output.write(BrakesCommand.line(brake)) }
  }
}

struct BrakesReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Release a brake: what waits goes on.")

  @Argument(help: "clock or deletions.")
  var brake: String

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let name = brake
    guard Brake(rawValue: name) != nil else {
      let names = Brake.words.joined(separator: ", ")
      throw ValidationError("`\(name)` is not a brake; there are: \(names).")
    }
    let brake = try await options.with("brakes") { try await $0.releaseBrake(name) }
    Output.write(BrakesCommand.line(brake))
  }
}

extension BrakesCommand {
  fileprivate static func line(_ brake: BrakeBody) -> String {
    if brake.isOn {
      return "\(brake.brake)  on since \(brake.since ?? "")\n  \(brake.reason ?? "")\n"
    }
    return "\(brake.brake)  off" + (brake.released.map { ", released \($0)" } ?? "") + "\n"
  }
}
