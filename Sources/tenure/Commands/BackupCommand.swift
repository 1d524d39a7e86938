import ArgumentParser
import TenureEngine
import TenureStore

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy an SQLite database while it is being used.",
    discussion: """
      The copy is one file. It is checked and on disk when it appears under its name. It is marked \
      as a copy: a server on it sends and deletes nothing until `tenure release`. The signing keys \
      are not in it; keep a copy of their file elsewhere.

      EXAMPLES
        tenure backup /backup/tenure-2026-11-21.db
        TENURE_KEY=tnk_… tenure backup --server https://tenure.example.com tenure.db.copy

      EXIT STATUS
        0  the copy is complete
        1  it could not be made; nothing is left behind
        2  a bad option or place
      """)

  @Argument(help: "A file that does not exist yet.")
  var file: String

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let bar = SharedProgress()
    defer { bar.clear() }
    try await options.with("backup") { operations in
      try await operations.backup(to: file) { bar.show($0, of: $1, "pages") }
    }
    bar.clear()
    let pages = try await SQLiteCopy.check(file)
    Output.write("\(file): complete and checked, \(pages) pages\n")
  }
}
