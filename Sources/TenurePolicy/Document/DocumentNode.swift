import Yams

/// A value of a YAML or JSON document with its place, read as it is written: no word but `true` and
/// `false` turns into a truth value, and no number loses its digits.
struct DocumentNode {
  let node: Yams.Node
  /// The path of keys that leads here.
  let path: String

  var line: Int { node.mark?.line ?? 0 }
  var column: Int { node.mark?.column ?? 0 }

  /// The text of a scalar.
  var text: String? { node.scalar?.string }

  var isMapping: Bool { node.mapping != nil }
  var isSequence: Bool { node.sequence != nil }

  /// The items of a sequence.
  var items: [DocumentNode]? {
    node.sequence?.enumerated().map { DocumentNode(node: $1, path: "\(path)[\($0 + 1)]") }
  }

  /// The pairs of a mapping, in order.
  var pairs: [(key: DocumentNode, value: DocumentNode)]? {
    node.mapping?.map { key, value in
      let name = key.scalar?.string ?? "?"
      let path = path.isEmpty ? name : "\(path).\(name)"
      return (DocumentNode(node: key, path: path), DocumentNode(node: value, path: path))
    }
  }

  /// What kind of value it is, for error messages.
  var kindName: String {
    switch node {
    case .scalar(let scalar): "`\(scalar.string.prefix(60))`"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
