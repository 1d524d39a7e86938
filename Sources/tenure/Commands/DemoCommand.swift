import ArgumentParser
import Foundation
import Logging
import TenureDomain
import TenureEngine
import TenurePolicy
import TenurePortal

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Run the server with sample data.",
    discussion: """
      Makes a database of invented organisations and families, in every agreement and every state, \
      and serves it on http://127.0.0.1:8080 until Ctrl-C. Prints keys, and lines to paste.

      EXAMPLES
        tenure demo
        PORT=8081 tenure demo
        tenure demo --folder world

      EXIT STATUS
        0  ended as it was told to
        1  could not start or had to stop
        2  bad input, such as a port that is taken
      """)

  @Option(help: "The port to listen on. Without it: $PORT, or 8080. 0 takes any that is free.")
  var port: Int?

  @Option(
    help: ArgumentHelp(
      "Where the database is kept.",
      discussion: "Without it: a temporary folder, which goes at the end."))
  var folder: String?

  @OptionGroup var options: CommandOptions

  func run() async throws {
    let port = try chosenPort()
    let home = try HomeFolder.find(options.policies)
    let place = folder ?? Self.temporaryFolder()
    try FileManager.default.createDirectory(
      atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { if folder == nil { try? FileManager.default.removeItem(atPath: place) } }
    let flags: [Setting: String] = [
      .database: "\(place)/tenure.db", .port: "\(port)", .logLevel: "warning",
      .rateLimit: "off",
    ]
    let settings = try SettingsReader.settings(
      SettingSources(flags: flags, environment: [:], file: nil))
    let logger = Logger(settings)
    let opened = try await OpenedEngine.open(
      settings.database, home: home, purpose: "demo", keys: .own(settings),
      migrating: settings.database.isNew, logger: logger)
    do {
      try await serve(opened, settings, home, logger)
    } catch {
      await opened.close()
      throw error
    }
    await opened.close()
  }

  private func serve(
    _ opened: OpenedEngine, _ settings: ServerSettings, _ home: URL, _ logger: Logger
  ) async throws {
    let store = opened.engine.store
    if opened.migrated.isEmpty {
      guard try await Demonstration.isOne(store) else {
        throw InputErrors([
          InputError(
            file: settings.database.shown, problem: "this database is no demonstration",
            remedy: "name another folder; nothing was changed")
        ])
      }
    } else {
      var bar = ProgressBar()
      try await DemoBuilding(opened).run { bar.show($0, of: $1, "steps of the sample world") }
      bar.clear()
    }
    _ = try await opened.engine.keys.agree(in: store)
    let keys = try await DemoKeys(opened.engine)
    var server = TenureServer(settings: settings, home: home, opened: opened, logger: logger)
    Demonstration.open(&server, operatorKey: keys.operatingID)
    let terminal = options.terminal
    let second = opened.engine.clock.now().microseconds / 1_000_000
    let later = Timestamp(seconds: second).adding(days: 100)
    server.onRunning = { port in
      let page = DemoPage(
        url: "http://127.0.0.1:\(port)", keys: keys, folder: settings.database.shown,
        later: later, terminal)
      Output.write(page.text)
    }
    try await server.run()
  }

  private func chosenPort() throws -> Int {
    let told = ProcessInfo.processInfo.environment["PORT"].flatMap { $0.isEmpty ? nil : $0 }
    guard let port = port ?? Int(told ?? "8080"), (0...65535).contains(port) else {
      throw ValidationError("`\(told ?? "")` is not a port. Set PORT to a number up to 65535.")
    }
    guard port == 0 || !PortCheck.isTaken(port) else {
      throw InputErrors([
        InputError(
          file: "127.0.0.1:\(port)", problem: "somebody else listens there",
          remedy: "choose another port, such as `PORT=\(port + 1) make demo`")
      ])
    }
    return port
  }

  private static func temporaryFolder() -> String {
    FileManager.default.temporaryDirectory.appending(path: "tenure-demo-\(UUID().uuidString)").path
  }
}
