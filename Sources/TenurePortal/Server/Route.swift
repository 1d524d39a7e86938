import HTTPTypes

/// One page, or one thing that a form on a page does.
struct Route: Sendable {
  typealias Handler = @Sendable (Visit) async throws -> PageAnswer

  let method: HTTPRequest.Method
  /// Its address, with parameters in braces.
  let template: String
  /// Whether anybody may see it, even who has not signed in.
  let isOpen: Bool
  let handler: Handler

  static func get(
    _ template: String, isOpen: Bool = false, _ handler: @escaping Handler
  ) -> Route {
    Route(method: .get, template: template, isOpen: isOpen, handler: handler)
  }

  static func post(
    _ template: String, isOpen: Bool = false, _ handler: @escaping Handler
  ) -> Route {
    Route(method: .post, template: template, isOpen: isOpen, handler: handler)
  }
}

extension RouteTable.Match {
  /// Whether it does something to an account or its subscriptions, or is the page that does so.
  var isAct: Bool {
    guard template.hasPrefix("/accounts/") else { return false }
    if route?.method == .post || template.hasSuffix("/acts/{act}") { return true }
    return ["/cancel", "/closing", "/call-back", "/buy"].contains { template.hasSuffix($0) }
  }
}

/// Finds the route of an address. A fixed word goes before a parameter.
struct RouteTable: Sendable {
  struct Match: Sendable {
    /// nil if the address exists, but not for this method.
    let route: Route?
    let template: String
    let parameters: [String: String]
  }

  private struct Entry: Sendable {
    let segments: [Substring]
    let template: String
    var routes: [Route]

    func parameters(of path: [Substring]) -> [String: String]? {
      guard path.count == segments.count else { return nil }
      var parameters: [String: String] = [:]
      for (segment, part) in zip(segments, path) {
        if segment.hasPrefix("{") {
          parameters[String(segment.dropFirst().dropLast())] = String(part)
        } else if segment != part {
          return nil
        }
      }
      return parameters
    }
  }

  private let entries: [Entry]

  init(_ routes: [Route]) {
    var entries: [String: Entry] = [:]
    for route in routes {
      let segments = route.template.split(separator: "/")
      entries[
        route.template,
        default: Entry(segments: segments, template: route.template, routes: [])
      ].routes.append(route)
    }
    self.entries = entries.values.sorted { Self.order($0.segments, $1.segments) }
  }

  func find(_ method: HTTPRequest.Method, _ path: String) -> Match? {
    let parts = path.split(separator: "/")
    for entry in entries {
      guard let parameters = entry.parameters(of: parts) else { continue }
      let wanted = method == .head ? .get : method
      let route = entry.routes.first { $0.method == wanted }
      return Match(route: route, template: entry.template, parameters: parameters)
    }
    return nil
  }

  private static func order(_ one: [Substring], _ other: [Substring]) -> Bool {
    for (left, right) in zip(one, other) where left != right {
      if left.hasPrefix("{") != right.hasPrefix("{") { return right.hasPrefix("{") }
      return left < right
    }
    return one.count < other.count
  }
}
