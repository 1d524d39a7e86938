import TenurePolicy

/// Reads records of CSV (RFC 4180): fields in quotes may hold commas, line ends and doubled quotes;
/// lines end with LF or CRLF; a byte order mark at the beginning is skipped.
public struct CSVRecords {
  private var lines: ByteLines
  private let name: String

  public struct Record {
    /// Where it begins.
    public let line: Int
    public let fields: [String]
  }

  /// What is wrong with a record.
  struct Fault: Error {
    let line: Int
    let problem: String
    let remedy: String
  }

  public init(_ lines: ByteLines, name: String) {
    self.lines = lines
    self.name = name
  }

  /// The next record that is not an empty line; nil at the end.
  ///
  /// - Throws: `InputErrors`, `RowTooLong`, or what the stream throws.
  public mutating func next() throws -> Record? {
    while var text = try lines.next() {
      let start = lines.line
      if start == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
      if text.isEmpty || text == [13] { continue }
      do {
        var fields = Fields(line: start)
        while try !fields.take(text[...]) {
          guard let more = try lines.next() else {
            throw Fault(
              line: start, problem: "a quoted field has no end", remedy: "close it with `\"`")
          }
          guard fields.size + more.count <= ByteLines.longestRow else {
            throw RowTooLong(line: start)
          }
          text = more
        }
        return Record(line: start, fields: try fields.texts())
      } catch let fault as Fault {
        throw InputErrors([
          InputError(
            file: name, line: fault.line, column: 1, problem: fault.problem, remedy: fault.remedy)
        ])
      }
    }
    return nil
  }
}

/// The fields of a record while it is read.
private struct Fields {
  let line: Int
  private var done: [[UInt8]] = []
  private var field: [UInt8] = []
  private var isQuoted = false
  private var wasQuoted = false
  private(set) var size = 0

  private static let quote = UInt8(ascii: "\"")

  init(line: Int) {
    self.line = line
  }

  /// Takes a line; whether the record ends with it.
  mutating func take(_ line: ArraySlice<UInt8>) throws -> Bool {
    size += line.count + 1
    var rest = line
    while let byte = rest.popFirst() {
      if isQuoted {
        if byte != Self.quote {
          field.append(byte)
        } else if rest.first == Self.quote {
          rest.removeFirst()
          field.append(Self.quote)
        } else {
          isQuoted = false
          wasQuoted = true
        }
      } else if byte == UInt8(ascii: ",") {
        finish()
      } else if byte == 13, rest.isEmpty {
        continue
      } else if wasQuoted {
        throw fault("text follows a field in quotes", "double the quotes inside: `\"\"`")
      } else if byte == Self.quote {
        guard field.isEmpty else {
          throw fault("a quote stands inside a field", "put the field in quotes, and double it")
        }
        isQuoted = true
      } else {
        field.append(byte)
      }
    }
    if isQuoted { field.append(10) } else { finish() }
    return !isQuoted
  }

  func texts() throws -> [String] {
    try done.map { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw fault("a field is not UTF-8", "save the file in UTF-8")
      }
      return text
    }
  }

  private mutating func finish() {
    done.append(field)
    field = []
    wasQuoted = false
  }

  private func fault(_ problem: String, _ remedy: String) -> CSVRecords.Fault {
    CSVRecords.Fault(line: line, problem: problem, remedy: remedy)
  }
}
