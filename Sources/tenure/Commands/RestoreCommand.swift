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

      EXIT STATUS
        0  the database is in its place
        1  it could not be done; nothing is left behind
        2  the back-up is at fault, or there is a database already
      """)

  @Argument(help: "A file that `tenure backup` made.")
  var file: String

  @OptionGroup var place: DatabaseOptions

  func run() async throws {
    guard case .file(let path) = try place.settings().database else {
      throw ValidationError(
        "A PostgreSQL database is restored with its own tools; see "
          + "Documentation/guides/back-up.md.")
    }
    let pages = try await SQLiteCopy.check(file)
    try SQLiteCopy.place(file, at: path)
    let opened = try await DatabasePlace.file(path).open(
      purpose: "restore", now: SystemClock().now(), migrating: false, logger: .warnings)
    try await opened.store.write { try $0.set(Release.setting, to: Release.held) }
    await opened.store.close()
    Output.write(
      "\(path): restored, \(pages) pages. It is held; let it send and delete by `tenure release`\n")
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
