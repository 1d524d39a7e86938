import TenureDomain
package import TenurePolicy

extension Engine {
  /// Takes rows, all of them or none, and remembers in the same transaction how far their file was
  /// taken. Rows that are there already, just as they are, are counted and left alone.
  ///
  /// - Throws: `InputErrors` with every bad row, its line counted from the first row of the batch;
  ///   `EngineError`; `StoreError`.
  public func importRows(
    _ batch: ImportBatch, by caller: Caller
  ) async throws -> ImportReport {
    try caller.may(.operate)
    let rows = try NumberedRow.read(batch, for: self)
    guard batch.context <= rows.count else {
      throw EngineError.invalid([
        FieldFault(
          field: "context", problem: "there are only \(rows.count) rows",
          remedy: "count the first rows that are sent for checking only")
      ])
    }
    try proveEditions(rows, batch.name)
    for _ in 0..<4 {
      do {
        let report = try await take(rows, batch)
        let editions = rows.compactMap { row -> EditionRecord? in
          if case .edition(let record) = row.row { record } else { nil }
        }
        if !batch.isDryRun { shelf.take(editions) }
        return report
      } catch StoreError.conflict {
        continue
      }
    }
    throw StoreError.conflict
  }

  private func take(_ rows: [NumberedRow], _ batch: ImportBatch) async throws -> ImportReport {
    let now = clock.now()
    do {
      return try await store.write { [self] tx in
        let done = try batch.source.map { try Self.done($0, tx) } ?? batch.position
        guard done == batch.position else {
          var report = ImportReport()
          report.position = done
          return report
        }
        let taking = RowTaking(engine: self, tx: tx, batch: batch, now: now)
        try taking.take(rows)
        taking.report.position = done + rows.count - batch.context
        if batch.isDryRun { throw Checked(report: taking.report) }
        if let source = batch.source {
          try tx.set(Self.journal(source), to: "\(taking.report.position)")
        }
        return taking.report
      }
    } catch let checked as Checked {
      return checked.report
    }
  }

  /// Ends a dry run: nothing of it is kept.
  private struct Checked: Error {
    let report: ImportReport
  }

  /// The name of the setting that says how many rows of a file were taken.
  private static func journal(_ source: String) -> String { "import.\(source)" }

  private static func done(_ source: String, _ tx: any StoreReader) throws -> Int {
    guard Hexadecimal.bytes(source)?.count == 32 else {
      throw EngineError.invalid([
        FieldFault(
          field: "source", problem: "it is not a SHA-256", remedy: "write 64 hexadecimal digits")
      ])
    }
    guard let text = try tx.setting(journal(source)) else { return 0 }
    guard let done = Int(text) else {
      throw StoreError.unreadable("the setting `\(journal(source))` is not a number")
    }
    return done
  }
}

extension Engine {
  /// Proves the editions among rows that this server does not have yet; it takes seconds.
  private func proveEditions(_ rows: [NumberedRow], _ name: String) throws(InputErrors) {
    for numbered in rows {
      guard case .edition(let record) = numbered.row, shelf.digest(of: record.id) == nil else {
        continue
      }
      do {
        _ = try shelf.admit(document: record.document, file: name, now: record.added)
      } catch {
        throw InputErrors(error.errors.map { $0.onLine(numbered.line) })
      }
    }
  }
}

/// A row with the line it stands on.
struct NumberedRow: Sendable {
  let line: Int
  let row: TransferRow

  /// - Throws: `InputErrors`, every row that cannot be read.
  static func read(_ batch: ImportBatch, for engine: Engine) throws(InputErrors) -> [NumberedRow] {
    let families = engine.shelf.families
    var rows: [NumberedRow] = []
    var faults: [InputError] = []
    let lines = batch.rows.split(separator: 10, omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() where !bytes.allSatisfy({ $0 == 32 || $0 == 13 }) {
      let reader = RowReader(
        file: batch.name, products: engine.shelf.products, zones: engine.zones.source,
        families: families)
      do {
        let node = try JSONDocument.parse([UInt8](bytes), name: batch.name)
        let row = reader.row(node)
        try reader.reader.finish()
        if let row { rows.append(NumberedRow(line: index + 1, row: row)) }
      } catch {
        faults += error.errors.map { $0.onLine(index + 1) }
      }
    }
    if rows.count > ImportBatch.mostRows {
      faults.append(
        InputError(
          file: batch.name, problem: "there are \(rows.count) rows",
          remedy: "send up to \(ImportBatch.mostRows) at a time"))
    }
    if !faults.isEmpty { throw InputErrors(faults) }
    return rows
  }
}

extension InputError {
  /// The same error of the one row that stands on a line.
  package func onLine(_ line: Int) -> InputError {
    InputError(
      file: file, line: line, column: max(column, 1), key: key, problem: problem, remedy: remedy)
  }
}
