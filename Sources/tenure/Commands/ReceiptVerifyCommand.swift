import ArgumentParser
import Foundation
import TenureEngine
import TenurePolicy

struct ReceiptVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Tell whether a receipt is genuine, and what it says; works offline.",
    discussion: """
      FILE is a receipt as a compact JWS, as the server gives it for `Accept: application/jose`, \
      or JSON with a member `jws`. The keys are those of the server's /.well-known/jwks.json: save \
      them once, over a connection you trust.

      EXAMPLES
        curl -H 'Accept: application/jose' -H "Authorization: Bearer $KEY" \\
          http://127.0.0.1:8080/v1/receipts/rcp_1 > receipt.jws
        curl http://127.0.0.1:8080/.well-known/jwks.json > jwks.json
        tenure receipt verify receipt.jws
        tenure receipt verify --json - --jwks jwks.json < receipt.jws

      With --json: `valid`, `key`, `problem` if it is not valid, and `receipt` if it is.

      EXIT STATUS
        0  the receipt is valid
        1  it is not
        2  bad input: a file or an option that cannot be used; standard error says what and where
      """)

  @Argument(help: "A receipt; - is standard input.")
  var file: String

  @Option(help: ArgumentHelp("The server's keys.", valueName: "file"))
  var jwks = "jwks.json"

  @Flag(help: "Print JSON for programs.")
  var json = false

  @Flag(help: "Print without colour, even on a terminal.")
  var noColor = false

  func run() throws {
    let name = file == "-" ? "standard input" : file
    let text = try Question.text(file, name)
    let keys = try KeySet(jwks: [UInt8](try keyText().utf8), file: jwks)
    let check = try ReceiptVerification(text, file: name, keys: keys)
    if json {
      Output.write(try check.json)
    } else {
      Output.write(ReceiptText(check, Terminal.current(noColor: noColor)).text)
    }
    if check.fault != nil { throw ExitStatus.finding }
  }

  private func keyText() throws(InputErrors) -> String {
    do {
      return try DocumentFile.text(URL(filePath: jwks), name: jwks)
    } catch {
      throw InputErrors(
        error.errors.map {
          InputError(
            file: $0.file, problem: $0.problem,
            remedy: "save the server's keys: curl SERVER/.well-known/jwks.json > \(jwks)")
        })
    }
  }
}
