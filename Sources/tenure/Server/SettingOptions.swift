import ArgumentParser
import Foundation

/// Where the database lies, for commands that work with it.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The path of an SQLite file, or postgresql://….",
      discussion: "Without it: $TENURE_DATABASE, the settings file, or tenure.db.",
      valueName: "place"))
  var database: String?

  @Option(
    help: ArgumentHelp(
      "A file of settings in YAML or JSON.", discussion: "Without it: $TENURE_CONFIG.",
      valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("The file that holds the signing keys.", valueName: "file"))
  var signingKeyFile: String?

  @Option(help: ArgumentHelp("The folder that copies of the database go to.", valueName: "folder"))
  var backupFolder: String?

  /// Where settings come from; the command's own flags beside those here.
  func sources(_ flags: [Setting: String] = [:]) throws -> SettingSources {
    var flags = flags
    flags[.database] = database
    flags[.signingKeyFile] = signingKeyFile
    flags[.backupFolder] = backupFolder
    let environment = ProcessInfo.processInfo.environment
    let told = environment["TENURE_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    return try SettingSources(flags: flags, environment: environment, file: config ?? told)
  }

  func settings() throws -> ServerSettings {
    try SettingsReader.settings(sources())
  }
}
