import ArgumentParser
import Logging
import TenureEngine
import TenureStore

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Bring a database to the schema of this version.",
    discussion: """
      Each migration is one transaction, checked before and after. A server that finds migrations \
      missing does not start; one that finds newer ones says which version to run. Make a back-up \
      first: there is no way back.

      EXAMPLES
        tenure migrate --status
        tenure migrate --database /var/lib/tenure/tenure.db

      EXIT STATUS
        0  the schema is that of this version
        1  with --status: migrations are missing
        2  it could not be done; standard error says why
      """)

  @OptionGroup var place: DatabaseOptions

  @Flag(help: "Only say which migrations are missing.")
  var status = false

  func run() async throws {
    let settings = try place.settings()
    let database = settings.database
    do {
      let opened = try await database.open(
        purpose: "migrate", now: SystemClock().now(), migrating: !status, logger: .warnings)
      let migrated = opened.migrated
      await opened.store.close()
      for name in migrated { Output.write("carried out \(name)\n") }
      Output.write("\(database.shown): the schema is that of this version\n")
    } catch SchemaError.pending(let names) {
      for name in names { Output.write("missing \(name)\n") }
      throw ExitStatus.finding
    }
  }
}
