import HTTPTypes
import TenureEngine

/// One page, or one thing that a form on a page does.
struct Route: Sendable {
  typealias Handler = @Sendable (Visit) async throws -> PageAnswer

  let method: HTTPRequest.Method
  /// Its address, with parameters in braces.
  let template: String
  /// Whether anybody may see it, even who has not signed in.
  let isOpen: Bool
  /// Whether it ends the session that sends it: only then is it answered again to who sent it.
  let isLast: Bool
  let handler: Handler

  static func get(
    _ template: String, isOpen: Bool = false, _ handler: @escaping Handler
  ) -> Route {
    Route(
      method: .get, template: template, isOpen: isOpen, isLast: false, handler: handler)
  }

  static func post(
    _ template: String, isOpen: Bool = false, isLast: Bool = false, _ handler: @escaping Handler
  ) -> Route {
    Route(
      method: .post, template: template, isOpen: isOpen, isLast: isLast, handler: handler)
  }
}

extension RouteTable.Match {
  /// The parameters as they were meant.
  var values: [String: String] {
    parameters.mapValues { PercentCoding.decoded($0[...]) ?? "" }
  }

  /// Whether it does something to an account or its subscriptions, or is the page that does so.
  var isAct: Bool {
    guard template.hasPrefix("/accounts/") else { return false }
    if route.method == .post || template.hasSuffix("/acts/{act}") { return true }
    return ["/cancel", "/closing", "/call-back", "/buy"].contains { template.hasSuffix($0) }
  }
}

/// Finds the route of an address. A fixed word goes before a parameter.
struct RouteTable: Sendable {
  struct Match: Sendable {
    let route: Route
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

  /// The route of an address; nil if the address is unknown, or not for this method.
  func find(_ method: HTTPRequest.Method, _ path: String) -> Match? {
    guard let (entry, parameters) = entry(of: path) else { return nil }
    let wanted = method == .head ? .get : method
    guard let route = entry.routes.first(where: { $0.method == wanted }) else { return nil }
    return Match(route: route, template: entry.template, parameters: parameters)
  }

  /// The methods that an address knows; nil if it is unknown.
  func methods(of path: String) -> (template: String, methods: [String])? {
    guard let (entry, _) = entry(of: path) else { return nil }
    let methods = entry.routes.map(\.method)
    let names = (methods + (methods.contains(.get) ? [.head] : [])).map(\.rawValue)
    return (entry.template, names.sorted())
  }

  private func entry(of path: String) -> (Entry, [String: String])? {
    let parts = path.split(separator: "/")
    for entry in entries {
      if let parameters = entry.parameters(of: parts) { return (entry, parameters) }
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
