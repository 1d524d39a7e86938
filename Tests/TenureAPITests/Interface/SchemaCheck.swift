import Foundation
import TenureEngine

/// Checks JSON against the part of JSON Schema that the OpenAPI document uses. A keyword that is
/// not known here is a fault, so that nothing is taken for checked that is not.
struct SchemaCheck {
  let document: InterfaceDocument

  init(_ document: InterfaceDocument) {
    self.document = document
  }

  private static let notes: Set = [
    "description", "example", "examples", "default", "format", "title", "required",
  ]

  func faults(of json: RawJSON, _ schema: SchemaNode, at path: String = "body") -> [String] {
    let schema = InterfaceDocument.resolve(schema, document.root)
    return schema.members.flatMap { keyword($0, $1, schema, json, path) }
  }

  private func keyword(
    _ name: String, _ value: SchemaNode, _ schema: SchemaNode, _ json: RawJSON, _ path: String
  ) -> [String] {
    switch name {
    case "type": return type(value, json, path)
    case "enum":
      let words = value.items.map { $0.text ?? "" }
      return words.contains(json.text ?? "") ? [] : ["\(path) is none of \(words)"]
    case "const": return json.text == value.text ? [] : ["\(path) is not \(value)"]
    case "properties": return properties(value, schema, json, path)
    case "additionalProperties":
      guard case .object = value, case .object(let members) = json else { return [] }
      return members.flatMap { faults(of: $1, value, at: "\(path).\($0)") }
    case "items":
      return json.items.enumerated().flatMap { position, item in
        faults(of: item, value, at: "\(path)[\(position)]")
      }
    case "oneOf", "anyOf":
      let matching = value.items.filter { faults(of: json, $0).isEmpty }
      return matching.isEmpty ? ["\(path) matches nothing of \(name)"] : []
    case "pattern":
      guard let text = json.text, let pattern = value.text else { return [] }
      let isMatch = text.range(of: pattern, options: .regularExpression) != nil
      return isMatch ? [] : ["\(path) does not match \(pattern)"]
    case "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties",
      "maxProperties", "uniqueItems":
      return bound(name, value, json, path)
    default: return Self.notes.contains(name) ? [] : ["`\(name)` is not a keyword known here"]
    }
  }

  private func type(_ value: SchemaNode, _ json: RawJSON, _ path: String) -> [String] {
    let name =
      switch json {
      case .null: "null"
      case .boolean: "boolean"
      case .integer: "integer"
      case .text: "string"
      case .list: "array"
      case .object: "object"
      }
    return value.text == name ? [] : ["\(path) is \(name), not \(value)"]
  }

  private func properties(
    _ value: SchemaNode, _ schema: SchemaNode, _ json: RawJSON, _ path: String
  ) -> [String] {
    guard case .object(let members) = json else { return [] }
    let required = schema["required"].items.compactMap(\.text)
    var faults = required.filter { members[$0] == nil }.map { "\(path).\($0) is missing" }
    for (name, member) in members {
      if value[name] != .null {
        faults += self.faults(of: member, value[name], at: "\(path).\(name)")
      } else if schema["additionalProperties"] == .boolean(false) {
        faults.append("\(path).\(name) is not documented")
      }
    }
    return faults
  }

  private func bound(
    _ name: String, _ value: SchemaNode, _ json: RawJSON, _ path: String
  ) -> [String] {
    let size: Int64? =
      switch json {
      case .integer(let number): number
      case .text(let text): Int64(text.unicodeScalars.count)
      case .list(let items): Int64(items.count)
      case .object(let members): Int64(members.count)
      default: nil
      }
    if name == "uniqueItems" {
      return Set(json.items).count == json.items.count ? [] : ["\(path) has items twice"]
    }
    guard let size, let limit = value.number else { return [] }
    let holds = name.hasPrefix("min") ? size >= limit : size <= limit
    return holds ? [] : ["\(path): \(size) breaks \(name) \(limit)"]
  }
}
