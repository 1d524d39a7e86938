import ArgumentParser
import TenureEngine

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check a live database: that everything the server promised holds.",
    discussion: """
      Histories and their hashes, receipts and their signatures, the ledger, constraints, dates, \
      editions and keys. It changes nothing.

      EXAMPLES
        tenure doctor --database /var/lib/tenure/tenure.db
        TENURE_KEY=tnk_… tenure doctor --server https://tenure.example.com --json

      EXIT STATUS
        0  nothing needs to be mended
        1  something was found, or the database could not be read
        2  a bad option or place, or the database belongs to a running server
      """)

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let bar = SharedProgress()
    let report = try await options.with("doctor") { operations in
      defer { bar.clear() }
      return try await operations.check {
        bar.count($0.accounts, "accounts, \($0.events) events, \($0.findings) findings")
      }
    }
    if json {
      Output.write(try Output.json(report))
    } else {
      Output.write(DoctorPage(report, options.options.terminal).text)
    }
    if !report.isHealthy { throw ExitStatus.finding }
  }
}
