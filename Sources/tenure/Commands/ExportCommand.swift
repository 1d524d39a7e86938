import ArgumentParser
import Foundation
import TenureEngine
import TenurePolicy

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write everything as JSON Lines, to import elsewhere.",
    discussion: """
      One consistent picture: accounts, people, domains, subscriptions, receipts, the ledger, \
      histories with their hashes, messages that wait, and the editions that were added. No keys, \
      no sessions, no secrets. Imported into an empty database and exported again, it has the same \
      bytes.

      EXAMPLES
        tenure export --output everything.jsonl
        tenure export --account acc_hansen > hansen.jsonl

      EXIT STATUS
        0  written
        1  the database or the server could not do it; the file is not there or not complete
        2  a bad option or place
      """)

  @Option(help: ArgumentHelp("A file that does not exist yet; without it: standard output."))
  var output: String?

  @Option(help: "Only this account.")
  var account: String?

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let only = try account.map { text in
      guard let id = AccountID(text) else {
        throw ValidationError("`\(text)` is not an account's id.")
      }
      return id
    }
    guard let output else {
      try await options.with("export") { operations in
        try await operations.exportRows(of: only) { piece in
          try FileHandle.standardOutput.write(contentsOf: Data(piece))
        }
      }
      return
    }
    let file = try CompletedFile(output)
    do {
      try await options.with("export") { operations in
        try await operations.exportRows(of: only) { try file.write($0) }
      }
      try file.finish()
    } catch {
      file.discard()
      throw error
    }
  }
}
