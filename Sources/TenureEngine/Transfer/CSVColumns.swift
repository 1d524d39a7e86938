import TenureDomain
public import TenurePolicy

/// The columns of a CSV file of one kind of row, and how its records become rows of JSON.
public struct CSVColumns {
  /// How a cell is written in JSON.
  enum Form {
    case text
    /// A number or a truth value.
    case bare
    /// Words between semicolons.
    case list
    /// Ids of people between semicolons.
    case people
  }

  let kind: TransferRow.Kind
  /// The path and form of each column.
  private let columns: [(path: [String], form: Form)]

  /// The kinds of rows that CSV can tell. History has no columns: it is exported as JSON Lines.
  public static let kinds: [TransferRow.Kind] = [.account, .person, .domain, .subscription]

  /// - Parameter header: the first record.
  /// - Throws: every column that is not one.
  public init(
    of kind: TransferRow.Kind, header: CSVRecords.Record, file: String
  ) throws(InputErrors) {
    self.kind = kind
    let known = Self.known(kind)
    var faults: [InputError] = []
    var seen: Set<String> = []
    columns = header.fields.map { name in
      if !seen.insert(name).inserted {
        faults.append(
          InputError(
            file: file, line: header.line, column: 1, key: name, problem: "it stands twice",
            remedy: "keep one of the columns"))
      } else if known[name] == nil {
        faults.append(
          InputError(
            file: file, line: header.line, column: 1, key: name,
            problem: "`\(name)` is not a column of \(kind.rawValue) rows",
            remedy: "use: \(known.keys.sorted().joined(separator: ", "))"))
      }
      return (name.split(separator: ".").map(String.init), known[name] ?? .text)
    }
    if !faults.isEmpty { throw InputErrors(faults) }
  }

  /// The columns of a kind of row.
  static func known(_ kind: TransferRow.Kind) -> [String: Form] {
    switch kind {
    case .account:
      return [
        "id": .text, "name": .text, "kind": .text, "family": .text, "agreement": .text,
        "program": .text, "segment": .text, "country": .text, "cloud": .text, "timeZone": .text,
        "language": .text, "billingProfile": .text, "storage.used": .text, "storage.mail": .text,
      ]
    case .person:
      return [
        "account": .text, "id": .text, "name": .text, "email": .text, "language": .text,
        "roles": .list,
      ]
    case .domain: return ["account": .text, "domain": .text]
    case .subscription:
      return [
        "account": .text, "id": .text, "edition": .text, "editionPinned": .bare, "product": .text,
        "kind": .text, "state": .text, "channel": .text, "started": .text, "term.start": .text,
        "term.end": .text, "term.interval": .text, "anchor": .text, "renewed": .bare,
        "price.amount": .text, "price.currency": .text, "price.per": .text, "price.every": .text,
        "licenses.purchased": .bare, "licenses.assigned": .bare, "recurringBilling": .bare,
        "renewsOnce": .bare, "scheduledBySeller": .bare, "paymentMethod": .text, "pastDue": .bare,
        "sharedWith": .people, "purchaser": .text, "method": .text,
      ]
    default: return [:]
    }
  }

  /// A record as a row of JSON. An empty cell tells nothing.
  ///
  /// - Throws: an error if it has not as many fields as the header.
  public func row(_ record: CSVRecords.Record, file: String) throws(InputErrors) -> String {
    guard record.fields.count == columns.count else {
      throw InputErrors([
        InputError(
          file: file, line: record.line, column: 1,
          problem: "the record has \(record.fields.count) fields, the header \(columns.count)",
          remedy: "write one field for each column, and put fields with commas in quotes")
      ])
    }
    var row = RowText()
    row.word("type", kind)
    var nested: [String: RowText] = [:]
    for (column, cell) in zip(columns, record.fields) where !cell.isEmpty {
      guard column.path.count == 2 else {
        row.cell(column.path[0], cell, column.form)
        continue
      }
      nested[column.path[0], default: RowText()].cell(column.path[1], cell, column.form)
    }
    for (name, object) in nested { row.object(name, object) }
    if kind == .person, !record.fields.isEmpty, !row.names.contains("roles") {
      row.list("roles", [String]())
    }
    return row.text
  }
}

extension RowText {
  fileprivate mutating func cell(_ name: String, _ cell: String, _ form: CSVColumns.Form) {
    switch form {
    case .text: text(name, cell)
    case .bare: bare(name, cell)
    case .list: list(name, Self.words(cell))
    case .people:
      list(
        name,
        Self.words(cell).map { person in
          var row = RowText()
          row.text("person", person)
          return row
        })
    }
  }

  /// A number or truth value as JSON has them; anything else stays text, and is refused as such.
  private mutating func bare(_ name: String, _ cell: String) {
    if cell == "true" || cell == "false" {
      truth(name, cell == "true")
    } else if let number = Int64(cell), "\(number)" == cell {
      self.number(name, number)
    } else {
      text(name, cell)
    }
  }

  private static func words(_ cell: String) -> [String] {
    cell.split(separator: ";").map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
