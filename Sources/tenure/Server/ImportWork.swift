import Foundation
import TenureEngine
import TenurePolicy

/// Takes a file of rows: looks through all of it first, so that a bad row changes nothing, then
/// takes it batch by batch.
struct ImportWork {
  let source: ImportSource
  let operations: any Operations
  let batchSize: Int
  private var progress = ProgressBar()
  /// The rows of accounts that the file brings, while it is checked: rows further down belong to
  /// them.
  private var accounts: [String: [UInt8]] = [:]
  private var faults: [InputError] = []

  /// Errors shown at most.
  static let mostFaults = 1_000

  init(source: ImportSource, operations: any Operations, batchSize: Int) {
    self.source = source
    self.operations = operations
    self.batchSize = batchSize
  }

  /// Checks the rest of the file, and takes it unless it is a dry run.
  ///
  /// - Throws: `InputErrors` with every bad row.
  mutating func run(isDryRun: Bool) async throws -> ImportReport {
    let digest = try source.digest().text
    let start = try await done(of: digest)
    if !isDryRun, start == 0 { try await takeEditions() }
    let checked = try await pass(digest, from: start, isDryRun: true)
    progress.clear()
    if !faults.isEmpty { throw InputErrors(faults) }
    guard !isDryRun else { return checked.report }
    let taken = try await pass(digest, from: start, of: checked.rows, isDryRun: false)
    progress.clear()
    return taken.report
  }

  /// How many rows of the file were taken before.
  private func done(of digest: String) async throws -> Int {
    let nothing = ImportBatch(name: source.name, rows: [], source: digest, isDryRun: true)
    return try await operations.importRows(nothing).position
  }

  /// Editions stand first in an export, and what follows is read by their words, so they are taken
  /// before anything else is looked at.
  private mutating func takeEditions() async throws {
    let next = try source.rows()
    var batch = Batch()
    while let row = try readable(next), RowGlance(row.text)?.type == "edition" { batch.add(row) }
    if batch.count > 0 { _ = try await send(batch, nil, 0, isDryRun: false) }
    faults = []
  }

  /// Rows that go together.
  private struct Batch {
    var lines: [Int] = []
    var bytes: [UInt8] = []
    var count: Int { lines.count }

    mutating func add(_ row: ImportSource.Row) {
      lines.append(row.line)
      bytes += row.text
      bytes.append(10)
    }
  }

  private mutating func pass(
    _ digest: String, from start: Int, of total: Int? = nil, isDryRun: Bool
  ) async throws -> (report: ImportReport, rows: Int) {
    let next = try source.rows()
    var report = ImportReport()
    var batch = Batch()
    var position = 0
    report.position = start
    func isDue(_ batch: Batch) -> Bool { batch.count == batchSize || batch.bytes.count > 4 << 20 }
    while let row = try readable(next) {
      position += 1
      guard position > start else { continue }
      batch.add(row)
      guard isDue(batch) else { continue }
      report.add(try await send(batch, digest, position - batch.count, isDryRun: isDryRun))
      batch = Batch()
      show(position, of: total, isDryRun)
      if faults.count >= Self.mostFaults { break }
    }
    if batch.count > 0 {
      report.add(try await send(batch, digest, position - batch.count, isDryRun: isDryRun))
    }
    return (report, position)
  }

  /// The next row that can be told from the others; a bad record of a CSV file is noted.
  private mutating func readable(
    _ next: () throws -> ImportSource.Row?
  ) throws -> ImportSource.Row? {
    while true {
      do {
        return try next()
      } catch let errors as InputErrors {
        faults += errors.errors
        guard faults.count < Self.mostFaults else { return nil }
      } catch let long as RowTooLong {
        faults.append(
          InputError(
            file: source.name, line: long.line, column: 1,
            problem: "the row has more than \(ByteLines.longestRow) bytes",
            remedy: "one row is one JSON object on one line"))
        return nil
      }
    }
  }

  private mutating func send(
    _ batch: Batch, _ digest: String?, _ position: Int, isDryRun: Bool
  ) async throws -> ImportReport {
    var context = 0
    var rows: [UInt8] = []
    if isDryRun { (rows, context) = remember(batch) }
    rows += batch.bytes
    let request = ImportBatch(
      name: source.name, rows: rows, source: isDryRun ? nil : digest, position: position,
      context: context, isDryRun: isDryRun)
    do {
      let report = try await operations.importRows(request)
      guard report.position == position + batch.count else {
        throw OperationFailure(
          problem: "somebody else imports the same file",
          remedy: "run the command again: it goes on where the other is")
      }
      return report
    } catch let errors as InputErrors {
      faults += errors.errors.compactMap { error in
        let index = error.line - 1 - context
        guard batch.lines.indices.contains(index) else { return error.line > 0 ? nil : error }
        return error.onLine(batch.lines[index])
      }
      guard isDryRun else { throw InputErrors(faults) }
      return ImportReport()
    }
  }

  /// Remembers the batch's accounts, and finds the rows of accounts further up that it belongs to.
  private mutating func remember(_ batch: Batch) -> (rows: [UInt8], count: Int) {
    var rows: [UInt8] = []
    var count = 0
    var known: Set<String> = []
    for text in batch.bytes.split(separator: 10) {
      guard let row = RowGlance(Array(text)) else { continue }
      if row.type == "account", let id = row.id {
        accounts[id] = Array(text)
        known.insert(id)
      } else if let account = row.account, let text = accounts[account],
        known.insert(account).inserted
      {
        rows += text + [10]
        count += 1
      }
    }
    return (rows, count)
  }

  private mutating func show(_ position: Int, of total: Int?, _ isDryRun: Bool) {
    if let total {
      progress.show(position, of: total, source.name)
    } else {
      progress.count(position, "rows checked")
    }
  }
}
