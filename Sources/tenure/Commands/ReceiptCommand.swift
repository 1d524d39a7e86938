import ArgumentParser

struct ReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Verify receipts.",
    discussion: """
      EXAMPLES
        tenure receipt verify receipt.jws --jwks jwks.json

      \(ExitStatus.help)
      """,
    subcommands: [ReceiptVerifyCommand.self])
}
