import Yams

/// A value of a YAML or JSON document with its place, read as it is written: no word but `true` and
/// `false` turns into a truth value, and no number loses its digits.
public struct DocumentNode {
  let node: Yams.Node
  /// The path of keys that leads here.
  public let path: String
  /// Whether it was read from JSON, where `"5"` and `5` are not the same.
  let isJSON: Bool

  init(node: Yams.Node, path: String, isJSON: Bool = false) {
    self.node = node
    self.path = path
    self.isJSON = isJSON
  }

  /// How a scalar is written.
  enum Form {
    /// In quotes, where the format has them.
    case text
    /// A number or a truth value.
    case bare

    var remedy: String {
      switch self {
      case .text: "write it in quotes"
      case .bare: "write it without quotes"
      }
    }
  }

  /// Whether a scalar is written as its format demands.
  func mayBe(_ form: Form) -> Bool {
    guard isJSON, let scalar = node.scalar else { return true }
    return (scalar.style == .doubleQuoted) == (form == .text)
  }

  /// Whether it is JSON's `null`.
  public var isNull: Bool { isJSON && text == "null" && mayBe(.bare) }

  public var line: Int { node.mark?.line ?? 0 }
  public var column: Int { node.mark?.column ?? 0 }

  /// The text of a scalar.
  public var text: String? { node.scalar?.string }

  public var isMapping: Bool { node.mapping != nil }
  public var isSequence: Bool { node.sequence != nil }

  /// The items of a sequence.
  public var items: [DocumentNode]? {
    node.sequence?.enumerated().map {
      DocumentNode(node: $1, path: "\(path)[\($0 + 1)]", isJSON: isJSON)
    }
  }

  /// The pairs of a mapping, in order.
  public var pairs: [(key: DocumentNode, value: DocumentNode)]? {
    node.mapping?.map { key, value in
      let name = key.scalar?.string ?? "?"
      let path = path.isEmpty ? name : "\(path).\(name)"
      return (
        DocumentNode(node: key, path: path), DocumentNode(node: value, path: path, isJSON: isJSON)
      )
    }
  }

  /// What kind of value it is, for error messages.
  package var kindName: String {
    switch node {
    case .scalar(let scalar): "`\(scalar.string.prefix(60))`"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
