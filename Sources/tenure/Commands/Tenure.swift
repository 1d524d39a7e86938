import ArgumentParser
import Foundation
import TenurePolicy

/// The command.
@main
struct Tenure: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "tenure",
    abstract: "Decides the end of subscriptions, and says why, what comes back and what follows.",
    discussion: """
      A question is a file in YAML or JSON: what is known of an account and a subscription, a \
      moment, and what is asked. Examples/ holds a dozen.

      EXAMPLES
        tenure demo
        tenure decide Examples/01-three-hundred-licenses.yaml
        tenure timeline --ics Examples/05-denmark-mid-year.yaml > dates.ics
        tenure policy test Scenarios/*.yaml
        tenure policy explain microsoft-365-business@2024-09-10 cancel/ends-now

      \(ExitStatus.help)
      """,
    version: version,
    subcommands: [
      DecideCommand.self, TimelineCommand.self, PolicyCommand.self, ExamplesCommand.self,
      DemoCommand.self,
      ServeCommand.self, WorkerCommand.self, WorkCommand.self, MigrateCommand.self,
      ImportCommand.self,
      ExportCommand.self,
      BackupCommand.self, RestoreCommand.self, ReleaseCommand.self, KeysCommand.self,
      SignInCodeCommand.self,
      ClockCommand.self, SimulateCommand.self,
      ReceiptCommand.self, DoctorCommand.self,
      HoldsCommand.self, BrakesCommand.self,
      BenchCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Foundation.exit(ExitStatus.end(error).rawValue)
    }
  }
}
