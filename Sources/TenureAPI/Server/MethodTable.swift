import HTTPTypes

/// Which methods a path knows, for those that it does not know.
struct MethodTable: Sendable {
  private let routes: [(parts: [Substring], methods: [String])]

  /// - Parameter operations: methods and path templates such as `/v1/accounts/{account}`.
  init(_ operations: [(method: HTTPRequest.Method, template: String)]) {
    var methods: [String: [String]] = [:]
    for operation in operations {
      methods[operation.template, default: []].append(operation.method.rawValue)
      if operation.method == .get { methods[operation.template, default: []].append("HEAD") }
    }
    routes = methods.sorted { $0.key < $1.key }.map { template, methods in
      (template.split(separator: "/"), methods.sorted())
    }
  }

  /// The template and the methods of a path; nil if no operation has it.
  func find(_ path: String) -> (template: String, methods: [String])? {
    let parts = path.split(separator: "/")
    let match = routes.first { route in
      route.parts.count == parts.count
        && zip(route.parts, parts).allSatisfy { $0 == $1 || $0.first == "{" }
    }
    return match.map { ("/" + $0.parts.joined(separator: "/"), $0.methods) }
  }
}
