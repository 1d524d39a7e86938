import ArgumentParser
import TenureEngine

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
        TENURE_KEY=tnk_… tenure backup --server https://tenure.example.com

      EXIT STATUS
        0  the copy is complete
        1  it could not be made; nothing is left behind
        2  a bad option or place
      """)

  @Argument(
    help: ArgumentHelp(
      "A file that does not exist yet.",
      discussion: "Without it: a file named after the moment, in the folder of back-ups. A server "
        + "makes its copies there."))
  var file: String?

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let bar = SharedProgress()
    defer { bar.clear() }
    let copy = try await options.with("backup") { operations in
      try await operations.backup(to: file) { bar.show($0, of: $1, "pages") }
    }
    bar.clear()
    Output.write(
      json
        ? try Output.json(copy)
        : "\(copy.file): complete and checked, \(copy.pages) pages\n")
  }
}
