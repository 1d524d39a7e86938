import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import TenureEngine
import TenurePolicy
import UnixSignals

struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Keep the dates of a PostgreSQL database, beside its servers.",
    discussion: """
      Carries out what is due: renewals, ends of terms, the states that follow, reminders, charges \
      and deletions. Each server does so by itself; workers of their own take the load off them. \
      Any number may run: they share by leases, and what one of them leaves another takes over \
      after \(Worker.leaseSeconds) seconds.

      An SQLite database has one process, its server, whose worker is built in.

      EXAMPLES
        tenure worker --database postgresql://tenure@db.example.com/tenure

      SIGTERM and SIGINT end it after the batch that it is at.

      EXIT STATUS
        0  ended as it was told to
        1  could not start; the log says why
        2  a bad setting, or the database is no PostgreSQL server
      """)

  @OptionGroup var place: DatabaseOptions
  @OptionGroup var told: ServeOptions
  @OptionGroup var options: CommandOptions

  func run() async throws {
    MemoryArenas.limit()
    let settings = try SettingsReader.settings(place.sources(told.flags))
    guard case .server = settings.database else {
      throw InputErrors([
        InputError(
          file: "--database",
          problem: "`\(settings.database.shown)` is an SQLite file, which one process owns",
          remedy: "run `tenure serve`, whose worker is built in, or name a PostgreSQL server")
      ])
    }
    let logger = Logger(settings)
    let opened = try await OpenedEngine.open(
      settings.database, home: try HomeFolder.find(options.policies), purpose: "worker",
      keys: .own(settings), migrating: false, logger: logger)
    let worker = Worker(engine: opened.engine, name: opened.workerName)
    var configuration = ServiceGroupConfiguration(
      services: [WorkService(worker: worker, logger: logger, isAlone: true)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(30)
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch {
      await opened.close()
      throw error
    }
    await opened.close()
    logger.notice("the worker has ended")
  }
}

extension OpenedEngine {
  /// The name of this process among the workers of its database. The owner of an SQLite file always
  /// has the same, so that it goes on at once after a crash.
  var workerName: String {
    switch place {
    case .file: return "server"
    case .server:
      let random = Hexadecimal.text(engine.ids.secret(bytes: 4))
      return "\(ProcessInfo.processInfo.hostName)/\(getpid())/\(random)"
    }
  }
}
