import ArgumentParser
import TenureEngine

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take accounts, people, domains and subscriptions from files.",
    discussion: """
      FILE is JSON Lines (one row a line), or CSV if its name ends with .csv. All of a file is \
      looked through first: a bad row changes nothing, and every bad row is shown. Rows are then \
      taken in batches, each wholly or not at all. An import that was interrupted goes on where it \
      was when the same file is imported again; rows that are there already are left alone.

      Documentation/reference/import-format.md describes the rows.

      EXAMPLES
        tenure import --dry-run customers.jsonl
        tenure import accounts.csv people.csv subscriptions.csv
        TENURE_KEY=tnk_… tenure import --server https://tenure.example.com customers.jsonl

      EXIT STATUS
        0  everything was taken, or was there already
        1  the database or the server could not do it; what was taken before stays
        2  bad rows or a file that cannot be read: nothing of that file was taken
      """)

  @Argument(help: "Files of rows, in the order in which they are taken.")
  var files: [String]

  @Option(help: "What the rows of CSV files are; without it the file's name tells.")
  var type: String?

  @Option(help: ArgumentHelp("Rows of one transaction.", valueName: "rows"))
  var batch = 500

  @Flag(help: "Only check; take nothing.")
  var dryRun = false

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  func validate() throws {
    guard (1...5_000).contains(batch) else {
      throw ValidationError("A batch has 1 to 5000 rows.")
    }
    guard type == nil || CSVColumns.kinds.contains(where: { $0 == kind }) else {
      let kinds = CSVColumns.kinds.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("`\(type ?? "")` is no kind of row in CSV. Use one of: \(kinds).")
    }
  }

  func run() async throws {
    let sources = try files.map { try ImportSource(path: $0, kind: kind) }
    try await options.with("import", making: true) { operations in
      for source in sources {
        var work = ImportWork(source: source, operations: operations, batchSize: batch)
        let report = try await work.run(isDryRun: dryRun)
        Output.write(try text(report, source.name))
      }
    }
  }

  private var kind: TransferRow.Kind? { type.flatMap(TransferRow.Kind.init(rawValue:)) }

  private func text(_ report: ImportReport, _ name: String) throws -> String {
    if json { return try Output.json(report) }
    let counts = TransferRow.Kind.allCases.compactMap { kind in
      report.taken[kind.rawValue].map { "\($0) \(kind.rawValue)" }
    }
    if counts.isEmpty, report.alreadyThere == 0 {
      return "\(name): nothing is left to take; \(report.position) rows were taken before\n"
    }
    let done = counts.isEmpty ? "nothing new" : counts.joined(separator: ", ")
    let there = report.alreadyThere == 0 ? "" : "; \(report.alreadyThere) there already"
    return "\(name): \(dryRun ? "would take " : "took ")\(done)\(there)\n"
  }
}
