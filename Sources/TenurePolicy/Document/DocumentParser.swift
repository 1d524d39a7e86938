import Yams

/// Reads a document's text into nodes, within limits that keep hostile files harmless.
public enum DocumentParser {
  /// The longest document, in bytes.
  public static let maximumBytes = 4_000_000
  /// How deep values may nest.
  static let maximumDepth = 32

  /// - Throws: the first fault, with its place.
  public static func parse(_ text: String, file: String) throws(InputErrors) -> DocumentNode {
    try refuseOversize(text, file)
    try refuseAliases(text, file)
    let node: Yams.Node?
    do {
      // Values are read as they are written, so nobody asks what YAML would take them for; finding
      // that out for every key took a third of the time. The encoding is told because the library
      // looks through the environment for it otherwise.
      node = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch {
      throw InputErrors([syntaxError(error, file)])
    }
    guard let node else {
      throw InputErrors([
        InputError(
          file: file, problem: "the file is empty",
          remedy: "write a document; `Examples/` has some to start from")
      ])
    }
    return DocumentNode(node: node, path: "")
  }

  private static func refuseOversize(_ text: String, _ file: String) throws(InputErrors) {
    guard text.utf8.count > maximumBytes else { return }
    throw InputErrors([
      InputError(
        file: file, problem: "the file has \(text.utf8.count) bytes",
        remedy: "split it: a document may have up to \(maximumBytes) bytes")
    ])
  }

  /// Anchors and aliases can make a small file unfold into a huge one, and deep nesting can exhaust
  /// the stack, so both are refused before the parser sees them.
  private static func refuseAliases(_ text: String, _ file: String) throws(InputErrors) {
    guard let hazard = HazardScanner.scan(text) else { return }
    throw InputErrors([
      InputError(
        file: file, line: hazard.line, column: hazard.column, problem: hazard.problem,
        remedy: hazard.remedy)
    ])
  }

  private static func syntaxError(_ error: any Error, _ file: String) -> InputError {
    let remedy = "check indentation, quotes and brackets at this place"
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let isDeep = problem.hasPrefix("Maximum nesting level")
      return InputError(
        file: file, line: mark.line, column: mark.column,
        problem: isDeep ? "values nest deeper than \(maximumDepth) levels" : problem,
        remedy: isDeep ? "flatten the document" : remedy)
    case .duplicatedKeysInMapping(let keys, let context):
      return InputError(
        file: file, line: context.mark.line, column: context.mark.column,
        problem: "`\(keys.joined(separator: "`, `"))` stands twice", remedy: "keep one of them")
    default:
      return InputError(file: file, problem: "it is not YAML or JSON", remedy: remedy)
    }
  }
}
