import Yams

/// The OpenAPI document as readers see it: operations by what they are about, then the shapes of
/// bodies, then the problems.
struct InterfaceReference {
  struct Section {
    let name: String
    let description: String
    let operations: [Operation]
  }

  struct Operation {
    let id: String
    let method: String
    let path: String
    let summary: String
    let description: String
    /// The permission it needs; nil if it needs none.
    let permission: String?
    /// Whether it does not ask who calls.
    let isOpen: Bool
    let parameters: [Member]
    let bodies: [Form]
    let answers: [Answer]
  }

  struct Answer {
    let status: String
    let description: String
    let forms: [Form]
  }

  /// A media type with the shape that is sent in it; nil where it is plain text.
  struct Form {
    let form: String
    let shape: String?
  }

  struct Shape {
    let name: String
    let description: String
    /// What it is, where it is no object.
    let type: String?
    let members: [Member]
  }

  struct Member {
    let name: String
    /// Where it stands: `path`, `query`, `header`; empty for a member of a body.
    let place: String
    let isRequired: Bool
    let type: ShapeText
    let description: String
  }

  let title: String
  let introduction: String
  let sections: [Section]
  let shapes: [Shape]
  let problems = ProblemKind.allCases

  /// - Throws: an error of the YAML library if the document cannot be read.
  init(yaml: String) throws {
    let root = try Yams.compose(yaml: yaml) ?? Node("")
    let reader = InterfaceReader(root: root)
    title = root["info"]?["title"]?.string ?? ""
    introduction = root["info"]?["description"]?.string ?? ""
    let operations = reader.operations
    sections = reader.items(root["tags"]).map { tag in
      let name = tag["name"]?.string ?? ""
      return Section(
        name: name, description: tag["description"]?.string ?? "",
        operations: operations.filter { $0.tag == name }.map(\.operation))
    }
    shapes = reader.shapes
  }
}

/// What a value is, in words, with the shape it names.
struct ShapeText {
  /// Text before the name of the shape, such as `list of`.
  var words: String
  /// The name of a shape that is described elsewhere.
  var shape: String?

  var text: String { [words, shape ?? ""].filter { !$0.isEmpty }.joined(separator: " ") }
}
