import Foundation
import Synchronization
import TenureEngine
import Testing
import Yams

/// Holds every answer of the tests to `Interface/openapi.yaml`, and remembers which a server gave.
final class InterfaceCheck: Sendable {
  static let document = try? InterfaceDocument()

  struct Seen: Hashable, Sendable, Comparable, CustomStringConvertible {
    let operation: String
    let status: String
    var description: String { "\(operation) \(status)" }
    static func < (one: Seen, other: Seen) -> Bool { one.description < other.description }
  }

  private let seen = Mutex<Set<Seen>>([])

  var all: Set<Seen> { seen.withLock { $0 } }

  /// Records an issue if the operation does not have the answer in its document.
  func hold(_ received: Received, to method: String, _ target: String) {
    guard let document = Self.document else {
      Issue.record("Interface/openapi.yaml cannot be read")
      return
    }
    guard let operation = document.operation(method, target) else {
      // What is no operation answers with a problem, or a browser with a page.
      if received.form != "text/html" {
        check(received, document.problem, "\(method) \(target)", document)
      }
      return
    }
    if method == "HEAD" { return }
    let name = "\(operation.id) \(received.status)"
    let response = operation.responses["\(received.status)"] ?? operation.responses["default"]
    guard let response else {
      Issue.record("\(name) is not in the document")
      return
    }
    let status = operation.responses["\(received.status)"] == nil ? "default" : "\(received.status)"
    _ = seen.withLock { $0.insert(Seen(operation: operation.id, status: status)) }
    guard !response.isEmpty else {
      if !received.bytes.isEmpty { Issue.record("\(name) has a body that is not documented") }
      return
    }
    guard let schema = response[received.form] else {
      Issue.record("\(name) came as `\(received.form)`, which is not in the document")
      return
    }
    if received.form.hasSuffix("json") { check(received, schema, name, document) }
  }

  private func check(
    _ received: Received, _ schema: SchemaNode, _ name: String, _ document: InterfaceDocument
  ) {
    if received.bytes.isEmpty { return }
    guard let json = try? JSONText.value(RawJSON.self, received.bytes) else {
      Issue.record("\(name) is no JSON: \(received.text.prefix(200))")
      return
    }
    for fault in SchemaCheck(document).faults(of: json, schema) {
      Issue.record("\(name): \(fault)")
    }
  }
}

/// A part of the OpenAPI document.
typealias SchemaNode = RawJSON

/// The OpenAPI document, as far as tests ask it.
struct InterfaceDocument: Sendable {
  struct Operation: Sendable {
    let id: String
    let method: String
    let template: String
    let permission: String?
    let isOpen: Bool
    /// By status: the schema of each form; empty for an answer without a body.
    let responses: [String: [String: SchemaNode]]
    let node: SchemaNode
  }

  let root: SchemaNode
  let operations: [Operation]

  init() throws {
    let text = try String(
      decoding: Data(contentsOf: Project.root.appending(path: "Interface/openapi.yaml")),
      as: UTF8.self)
    guard let node = try Yams.compose(yaml: text) else { throw TestServer.NoServer() }
    root = RawJSON(node)
    var operations: [Operation] = []
    for (path, item) in root["paths"].members {
      for (method, node) in item.members where method != "parameters" {
        operations.append(Self.operation(method, path, node, root))
      }
    }
    self.operations = operations
  }

  private static func operation(
    _ method: String, _ path: String, _ node: SchemaNode, _ root: SchemaNode
  ) -> Operation {
    var responses: [String: [String: SchemaNode]] = [:]
    for (status, response) in node["responses"].members {
      let content = resolve(response, root)["content"].members
      responses[status] = content.mapValues { $0["schema"] }
    }
    return Operation(
      id: node["operationId"].text ?? "", method: method.uppercased(), template: path,
      permission: node["x-permission"].text, isOpen: node["security"] == .list([]),
      responses: responses, node: node)
  }

  /// What a reference leads to.
  static func resolve(_ node: SchemaNode, _ root: SchemaNode) -> SchemaNode {
    guard let reference = node["$ref"].text else { return node }
    return reference.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] }
  }

  var problem: SchemaNode { schema("Problem") }

  func schema(_ name: String) -> SchemaNode { root["components"]["schemas"][name] }

  func operation(_ method: String, _ target: String) -> Operation? {
    let path = target.prefix { $0 != "?" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return operations.first { operation in
      let names = operation.template.split(separator: "/", omittingEmptySubsequences: false)
      return operation.method == (method == "HEAD" ? "GET" : method)
        && names.count == parts.count
        && zip(names, parts).allSatisfy { $0 == $1 || ($0.first == "{" && !$1.isEmpty) }
    }
  }
}

extension RawJSON {
  /// A YAML document as JSON has it: quoted scalars are text.
  init(_ node: Yams.Node) {
    switch node {
    case .mapping(let mapping):
      self = .object(
        Dictionary(
          mapping.map { ($0.string ?? "", RawJSON($1)) }, uniquingKeysWith: { first, _ in first }))
    case .sequence(let sequence): self = .list(sequence.map { RawJSON($0) })
    case .scalar(let scalar) where scalar.style == .plain:
      if let number = Int64(scalar.string) {
        self = .integer(number)
      } else if ["true", "false"].contains(scalar.string) {
        self = .boolean(scalar.string == "true")
      } else {
        self = scalar.string == "null" ? .null : .text(scalar.string)
      }
    case .scalar(let scalar): self = .text(scalar.string)
    case .alias: self = .null
    }
  }

  var members: [String: RawJSON] {
    if case .object(let members) = self { return members }
    return [:]
  }
}
