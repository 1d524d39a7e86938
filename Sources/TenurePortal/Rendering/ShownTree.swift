import Mustache

/// What a template sees of a value: its members by their names, and theirs. The template library
/// would reflect on a value again for each name it looks for; here that is done once, which makes a
/// page several times faster.
struct ShownTree: MustacheParent {
  private let members: [String: Any]

  /// What is shown for a value; nil for an optional that has none. Texts, numbers and truth values
  /// are shown as they are, and enumerations by their names.
  static func shown(_ value: Any) -> Any? {
    switch value {
    case is String, is Bool, is Int, is Substring: return value
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { shown($0.value) }
    case .collection: return mirror.children.compactMap { shown($0.value) }
    case .struct, .tuple: return ShownTree(mirror)
    default: return value
    }
  }

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
