import Mustache

/// What a template sees of a value: its members by their names, and theirs. The template library
/// would reflect on a value again for each name it looks for; here that is done once, which makes a
/// page several times faster.
struct ShownTree: MustacheParent {
  private let members: [String: Any]

  /// What is shown for a value; nil for an optional that has none. Texts, numbers and truth values
  /// are shown as they are, and enumerations by their names.
  private static func shown(_ value: Any) -> Any? {
    // Most members are one of these: comparing types is far cheaper than reflecting.
    let type = type(of: value)
    if type == String.self || type == Bool.self || type == Int.self { return value }
    if let optional = value as? any OptionalValue { return optional.wrapped.flatMap(shown) }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .collection: return mirror.children.compactMap { shown($0.value) }
    case .struct, .tuple: return ShownTree(mirror)
    default: return value
    }
  }

  /// What is seen of a structure.
  init(_ value: Any) { self.init(Mirror(reflecting: value)) }

  private init(_ mirror: Mirror) {
    var members: [String: Any] = [:]
    members.reserveCapacity(mirror.children.count)
    for (label, value) in mirror.children {
      guard let label, let shown = Self.shown(value) else { continue }
      members[label] = shown
    }
    self.members = members
  }

  func child(named name: String) -> Any? { members[name] }
}

private protocol OptionalValue {
  var wrapped: Any? { get }
}

extension Optional: OptionalValue {
  fileprivate var wrapped: Any? { map { $0 } }
}
