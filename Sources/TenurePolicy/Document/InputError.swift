/// What is wrong with a document: where, what, and how to mend it.
public struct InputError: Error, Sendable, Hashable, CustomStringConvertible {
  public let file: String
  /// Counted from 1; 0 where the whole file is meant.
  public let line: Int
  public let column: Int
  /// The path of the key, such as `given.account.country`; empty where the whole file is meant.
  public let key: String
  /// Lower-case, without a full stop, the input in backticks.
  public let problem: String
  public let remedy: String

  public init(
    file: String, line: Int = 0, column: Int = 0, key: String = "", problem: String,
    remedy: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    let field = key.isEmpty ? "" : "\(key): "
    return "\(place): \(field)\(problem)\n  help: \(remedy)"
  }
}

/// Everything that is wrong with a document, in its order.
public struct InputErrors: Error, Sendable, CustomStringConvertible {
  public let errors: [InputError]

  public init(_ errors: [InputError]) {
    self.errors = errors
  }

  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
