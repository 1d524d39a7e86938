import ArgumentParser
import TenureEngine
import TenurePolicy
import TenureStore

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a back-up in the place of a database that does not exist.",
    discussion: """
      The back-up is checked first, and stays. The database is held: a server on it answers, but \
      sends and deletes nothing until `tenure release`, so that a copy cannot do again what the \
      original has done.

      EXAMPLES
        tenure restore /backup/tenure-2026-11-21.db --database /var/lib/tenure/tenure.db

      A PostgreSQL database is restored with its own programs first; then, without FILE, this \
      marks it as held:

        tenure restore --database postgresql://tenure@db2/tenure

      EXIT STATUS
        0  the database is in its place
        1  it could not be done; nothing is left behind
        2  the back-up is at fault, or there is a database already
      """)

  @Argument(help: "A file that `tenure backup` made.")
  var file: String?

  @OptionGroup var place: DatabaseOptions

  func run() async throws {
    let database = try place.settings().database
    let release = "let it send and delete by `tenure release`"
    switch (database, file) {
    case (.file(let path), let file?):
      let pages = try await SQLiteCopy.check(file)
      try SQLiteCopy.place(file, at: path)
      try await hold(database)
      Output.write("\(path): restored, \(pages) pages. It is held; \(release)\n")
    case (.server, nil):
      try await hold(database)
      Output.write("\(database.shown): it is held; \(release)\n")
    case (.file, nil): throw ValidationError("Name the back-up to restore.")
    case (.server, .some):
      throw ValidationError(
        "PostgreSQL is restored with its own programs first; then call this without FILE. See "
          + "Documentation/guides/back-up.md.")
    }
  }

  private func hold(_ database: DatabasePlace) async throws {
    let opened = try await database.open(
      purpose: "restore", now: SystemClock().now(), migrating: false, logger: .warnings)
    try await opened.store.write { try $0.set(Release.setting, to: Release.held) }
    await opened.store.close()
  }
}

struct ReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Let a restored copy send and delete.",
    discussion: """
      Only when the original no longer runs: both would do the same twice.

      EXIT STATUS
        0  it is released
        1  the database or the server could not do it
        2  a bad option or place
      """)

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let wasHeld = try await options.with("release") { try await $0.release() }
    Output.write(wasHeld ? "released\n" : "it was not held\n")
  }
}
