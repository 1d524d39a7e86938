import Crypto
import Foundation
import TenureEngine
import TenurePolicy

/// A file of rows, read again for each pass and never held whole.
struct ImportSource {
  enum Form {
    case jsonLines
    case csv(TransferRow.Kind)
  }

  let path: String
  /// What errors call it.
  let name: String
  let form: Form

  /// A row as JSON, with the line of the file it begins on.
  struct Row {
    let line: Int
    let text: [UInt8]
  }

  /// - Parameter kind: the kind of a CSV file's rows; nil to tell it from the file's name.
  init(path: String, kind: TransferRow.Kind?) throws(InputErrors) {
    self.path = path
    name = path
    guard path.lowercased().hasSuffix(".csv") else {
      form = .jsonLines
      return
    }
    let stem = URL(filePath: path).deletingPathExtension().lastPathComponent.lowercased()
    let told = kind ?? Self.names[stem]
    guard let told, CSVColumns.kinds.contains(told) else {
      throw InputErrors([
        InputError(
          file: path, problem: "nobody can tell what its rows are",
          remedy: "add `--type account`, `person`, `domain` or `subscription`")
      ])
    }
    form = .csv(told)
  }

  private static let names: [String: TransferRow.Kind] = [
    "account": .account, "accounts": .account, "person": .person, "people": .person,
    "domain": .domain, "domains": .domain, "subscription": .subscription,
    "subscriptions": .subscription,
  ]

  /// The SHA-256 of the file, and how many bytes it has. The kind of a CSV file's rows belongs to
  /// what it says.
  func digest() throws -> (text: String, bytes: Int) {
    var hash = SHA256()
    if case .csv(let kind) = form { hash.update(data: Array(kind.rawValue.utf8)) }
    var bytes = 0
    let read = try pieces()
    while case let piece = try read(), !piece.isEmpty {
      hash.update(data: piece)
      bytes += piece.count
    }
    return (Hexadecimal.text([UInt8](hash.finalize())), bytes)
  }

  /// Reads the rows from the beginning.
  func rows() throws -> () throws -> Row? {
    let lines = ByteLines(try pieces())
    switch form {
    case .jsonLines:
      var lines = lines
      return {
        while let text = try lines.next() {
          var text = text[...]
          if lines.line == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
          if text.last == 13 { text.removeLast() }
          if text.allSatisfy({ $0 == 32 || $0 == 9 }) { continue }
          return Row(line: lines.line, text: Array(text))
        }
        return nil
      }
    case .csv(let kind):
      var records = CSVRecords(lines, name: name)
      guard let header = try records.next() else { return { nil } }
      let columns = try CSVColumns(of: kind, header: header, file: name)
      return { [name] in
        guard let record = try records.next() else { return nil }
        return Row(line: record.line, text: Array(try columns.row(record, file: name).utf8))
      }
    }
  }

  private func pieces() throws(InputErrors) -> () throws -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw InputErrors([
        InputError(
          file: path, problem: "the file cannot be read", remedy: "check the path and its rights")
      ])
    }
    return {
      [UInt8](try file.read(upToCount: 256 << 10) ?? Data())
    }
  }
}
