import Yams

/// Reads the parts of an OpenAPI document that readers see.
struct InterfaceReader {
  let root: Node

  func items(_ node: Node?) -> [Node] { node?.sequence.map(Array.init) ?? [] }

  private func pairs(_ node: Node?) -> [(name: String, node: Node)] {
    node?.mapping.map { $0.map { ($0.key.string ?? "", $0.value) } } ?? []
  }

  /// What a reference leads to.
  private func resolve(_ node: Node) -> Node {
    guard let reference = node["$ref"]?.string else { return node }
    let parts = reference.dropFirst(2).split(separator: "/")
    return parts.reduce(Optional(root)) { $0?[String($1)] } ?? node
  }

  private func name(_ node: Node?) -> String? {
    node?["$ref"]?.string.flatMap { $0.split(separator: "/").last.map(String.init) }
  }

  var operations: [(tag: String, operation: InterfaceReference.Operation)] {
    pairs(root["paths"]).flatMap { path, item in
      let shared = items(item["parameters"])
      return pairs(item).filter { $0.name != "parameters" }.map { method, node in
        (items(node["tags"]).first?.string ?? "", operation(method, path, node, shared))
      }
    }
  }

  private func operation(
    _ method: String, _ path: String, _ node: Node, _ shared: [Node]
  ) -> InterfaceReference.Operation {
    InterfaceReference.Operation(
      id: node["operationId"]?.string ?? "", method: method.uppercased(), path: path,
      summary: node["summary"]?.string ?? "", description: node["description"]?.string ?? "",
      permission: node["x-permission"]?.string,
      isOpen: node["security"]?.sequence?.isEmpty == true,
      parameters: (shared + items(node["parameters"])).map { parameter(resolve($0)) },
      bodies: forms(node["requestBody"]),
      answers: pairs(node["responses"]).map { status, response in
        let response = resolve(response)
        return InterfaceReference.Answer(
          status: status, description: response["description"]?.string ?? "",
          forms: forms(response))
      })
  }

  private func forms(_ node: Node?) -> [InterfaceReference.Form] {
    pairs(node?["content"]).map {
      InterfaceReference.Form(form: $0, shape: name($1["schema"]))
    }
  }

  private func parameter(_ node: Node) -> InterfaceReference.Member {
    InterfaceReference.Member(
      name: node["name"]?.string ?? "", place: node["in"]?.string ?? "",
      isRequired: node["required"]?.bool == true, type: text(of: node["schema"]),
      description: node["description"]?.string ?? "")
  }

  var shapes: [InterfaceReference.Shape] {
    pairs(root["components"]?["schemas"]).map { name, node in
      let required = items(node["required"]).compactMap(\.string)
      let members = pairs(node["properties"]).map { member, property in
        InterfaceReference.Member(
          name: member, place: "", isRequired: required.contains(member),
          type: text(of: property), description: property["description"]?.string ?? "")
      }
      return InterfaceReference.Shape(
        name: name, description: node["description"]?.string ?? "",
        type: members.isEmpty ? text(of: node).text : nil, members: members)
    }
  }

  /// What a value is, in words.
  private func text(of node: Node?) -> ShapeText {
    guard let node else { return ShapeText(words: "anything") }
    if let name = name(node) { return ShapeText(words: "", shape: name) }
    if let choices = node["oneOf"] ?? node["anyOf"] {
      let texts = items(choices).map { text(of: $0) }
      let first = texts.compactMap(\.shape).first
      let others = texts.filter { $0.shape != first }.map(\.text)
      return ShapeText(words: (others + [""]).joined(separator: " or ").dropLastBlank, shape: first)
    }
    let words = items(node["enum"]).compactMap(\.string)
    if !words.isEmpty {
      return ShapeText(words: "one of " + words.map { "`\($0)`" }.joined(separator: ", "))
    }
    if let word = node["const"]?.string { return ShapeText(words: "`\(word)`") }
    switch node["type"]?.string {
    case "array":
      let item = text(of: node["items"])
      return ShapeText(words: "list of " + item.words, shape: item.shape)
    case "string": return ShapeText(words: "text" + length(of: node))
    case "integer": return ShapeText(words: "whole number" + range(of: node))
    case "boolean": return ShapeText(words: "`true` or `false`")
    case "null": return ShapeText(words: "`null`")
    default: return ShapeText(words: "object")
    }
  }

  private func length(of node: Node) -> String {
    node["maxLength"]?.int.map { ", up to \($0) characters" } ?? ""
  }

  private func range(of node: Node) -> String {
    switch (node["minimum"]?.int, node["maximum"]?.int) {
    case (let low?, let high?): " from \(low) to \(high)"
    case (let low?, nil): " from \(low)"
    case (nil, let high?): " up to \(high)"
    case (nil, nil): ""
    }
  }
}

extension String {
  fileprivate var dropLastBlank: String { hasSuffix(" ") ? String(dropLast()) : self }
}
