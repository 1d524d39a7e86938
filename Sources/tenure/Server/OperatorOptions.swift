import ArgumentParser
import Foundation
import Logging

/// Which database an operator's command works on, and how it gets there.
struct OperatorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Work through the running server at this address, with the operator's key in TENURE_KEY.",
      discussion: "Without it: $TENURE_SERVER; else the command opens the database itself, which "
        + "it can only if no server has it open.",
      valueName: "url"))
  var server: String?

  @OptionGroup var place: DatabaseOptions
  @OptionGroup var options: CommandOptions

  /// Opens what the command works on.
  ///
  /// - Parameter purpose: the command's name, for others that find the database taken.
  func operations(_ purpose: String, making: Bool = false) async throws -> any Operations {
    let environment = ProcessInfo.processInfo.environment
    let told = environment["TENURE_SERVER"].flatMap { $0.isEmpty ? nil : $0 }
    if let server = server ?? told {
      guard let key = environment["TENURE_KEY"], !key.isEmpty else {
        throw ValidationError(
          "There is no key to ask the server with. Set TENURE_KEY to an operator's key: "
            + "tenure keys create --scope operate")
      }
      return try RemoteOperations(server: server, key: key)
    }
    let settings = try place.settings()
    if case .file(let path) = settings.database, settings.database.isNew, !making {
      throw OperationFailure(
        problem: "\(path): there is no such database",
        remedy: "name one by --database, or make one by `tenure migrate`")
    }
    let opened = try await OpenedEngine.open(
      settings.database, home: try HomeFolder.find(options.policies), purpose: purpose,
      keys: purpose == "doctor" ? .known(settings) : .none,
      migrating: making && settings.database.isNew, logger: .warnings)
    return LocalOperations(opened: opened, backupFolder: settings.backupFolder)
  }

  /// Opens what the command works on, and closes it however the work ends.
  func with<Result>(
    _ purpose: String, making: Bool = false,
    _ work: (any Operations) async throws -> Result
  ) async throws -> Result {
    let operations = try await operations(purpose, making: making)
    do {
      let result = try await work(operations)
      await operations.close()
      return result
    } catch {
      await operations.close()
      throw error
    }
  }
}
