import ArgumentParser
import Foundation
import Logging
import TenureEngine

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the server.",
    discussion: """
      Each setting is told by a flag, or else by the environment, or else by a settings file: \
      `--port 80`, TENURE_PORT=80, or `port: 80` in the file that --config names. \
      Documentation/reference/settings.md lists them all.

      EXAMPLES
        tenure serve
        tenure serve --database /var/lib/tenure/tenure.db --public-url https://tenure.example.com
        tenure serve --config /etc/tenure.yaml --show-settings

      SIGTERM and SIGINT end it: requests in flight are finished first. A second signal does not \
      wait, and the command ends with 1.

      EXIT STATUS
        0  ended as it was told to
        1  could not start or had to stop; the log says why
        2  a bad setting or file; standard error says what and where
      """)

  @OptionGroup var place: DatabaseOptions
  @OptionGroup var told: ServeOptions
  @OptionGroup var options: CommandOptions

  @Flag(help: "Print the settings in force, with where each comes from, and end.")
  var showSettings = false

  func run() async throws {
    MemoryArenas.limit()
    let sources = try place.sources(told.flags)
    let settings = try SettingsReader.settings(sources)
    if showSettings {
      Output.write(SettingsPage(settings: settings, sources: sources).text)
      return
    }
    let home = try HomeFolder.find(options.policies)
    let logger = Logger(settings)
    if settings.signIn == .demo, settings.database.isNew { throw Demonstration.refusal(sources) }
    let opened = try await OpenedEngine.open(
      settings.database, home: home, purpose: "serve", keys: .own(settings),
      migrating: settings.database.isNew, logger: logger,
      deletionLimit: DeletionLimit(percent: settings.deletionPercent))
    if !opened.migrated.isEmpty {
      logger.notice("the database was made", metadata: ["at": "\(settings.database.shown)"])
    }
    do {
      // Before anything is written.
      if settings.signIn == .demo, !(try await Demonstration.isOne(opened.engine.store)) {
        throw Demonstration.refusal(sources)
      }
      let agreement = try await opened.engine.keys.agree(in: opened.engine.store)
      if let remedy = agreement.remedy { logger.error("\(remedy)") }
      var server = TenureServer(settings: settings, home: home, opened: opened, logger: logger)
      if settings.signIn == .demo { try await Demonstration.prepare(&server) }
      try await server.run()
    } catch {
      await opened.close()
      throw error
    }
    await opened.close()
    logger.notice("the server has ended")
  }
}

/// The flags of the server's own settings.
struct ServeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The address to listen on.", discussion: "Default: 127.0.0.1."))
  var host: String?

  @Option(
    help: ArgumentHelp(
      "The port to listen on.", discussion: "Default: 8080. 0 takes any that is free."))
  var port: String?

  @Option(help: "The port of /metrics; without it there is none.")
  var metricsPort: String?

  @Option(help: ArgumentHelp("Where clients reach the server.", valueName: "url"))
  var publicURL: String?

  @Option(
    help: ArgumentHelp(
      "The proxies that are believed about whom they speak for.",
      discussion: "Addresses or ranges with commas between them, such as 10.0.0.0/8.",
      valueName: "ranges"))
  var trustedProxies: String?

  @Option(help: ArgumentHelp("A file of PEM certificates, the server's first.", valueName: "file"))
  var tlsCertificate: String?

  @Option(help: ArgumentHelp("The file of the certificate's private key.", valueName: "file"))
  var tlsKey: String?

  @Option(help: "trace, debug, info, notice, warning, error or critical. Default: info.")
  var logLevel: String?

  @Option(help: "text or json. Default: text.")
  var logFormat: String?

  @Option(
    help: ArgumentHelp(
      "Requests a second and caller, such as 50, or 50:200 with a burst, or off.",
      valueName: "rate"))
  var rateLimit: String?

  @Option(
    help: ArgumentHelp(
      "More deletions within a day than so many per cent of all subscriptions put a brake on.",
      discussion: "1 to 100. Default: 5. Twenty are always let through.", valueName: "percent"))
  var deletionBrake: String?

  @Option(
    help: ArgumentHelp(
      "code, or demo for a database that `tenure demo` made. Default: code.",
      discussion: "With demo, people choose who they are and need no secret."))
  var signIn: String?

  var flags: [Setting: String] {
    let told: [Setting: String?] = [
      .host: host, .port: port, .metricsPort: metricsPort, .publicURL: publicURL,
      .trustedProxies: trustedProxies, .tlsCertificate: tlsCertificate, .tlsKey: tlsKey,
      .logLevel: logLevel, .logFormat: logFormat, .rateLimit: rateLimit,
      .deletionBrake: deletionBrake, .signIn: signIn,
    ]
    return told.compactMapValues { $0 }
  }
}

extension DatabasePlace {
  /// Whether there is no database yet, so that migrating it can lose nothing.
  var isNew: Bool {
    guard case .file(let path) = self else { return false }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int ?? 0) == 0
  }
}

extension Logger {
  init(_ settings: ServerSettings) {
    self.init(label: "tenure") { _ in
      LogLines(format: settings.logFormat, level: settings.logLevel, clock: SystemClock())
    }
  }

  /// What commands that answer by themselves have to warn of.
  static let warnings = Logger(label: "tenure") { _ in
    LogLines(format: .text, level: .warning, clock: SystemClock())
  }
}
