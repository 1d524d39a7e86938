/// The tag of a version: `"v3"` for the third that was stored, `"v3.2"` if time alone has brought
/// about two changes since.
struct EntityTag: Sendable, Hashable {
  let version: Int64
  var passed = 0

  var text: String { passed == 0 ? "\"v\(version)\"" : "\"v\(version).\(passed)\"" }

  /// What `If-Match` asks for.
  enum Condition: Sendable, Hashable {
    /// Any version will do.
    case any
    /// One of these; none if the tags are of no version.
    case tags([EntityTag])
  }

  /// The condition of an `If-Match` or `If-None-Match` field.
  ///
  /// - Parameter weak: whether weak tags count, as they do for `If-None-Match`.
  /// - Throws: `Problem` if the field is no list of entity tags.
  static func condition(_ field: String, name: String, weak: Bool) throws -> Condition {
    if trimmed(field[...]) == "*" { return .any }
    var tags: [EntityTag] = []
    for item in field.split(separator: ",", omittingEmptySubsequences: false) {
      var tag = trimmed(item)
      let isWeak = tag.hasPrefix("W/")
      if isWeak { tag = tag.dropFirst(2) }
      guard tag.count >= 2, tag.first == "\"", tag.last == "\"",
        !tag.dropFirst().dropLast().contains("\"")
      else {
        throw Problem(
          .malformedRequest, "`\(name)` is not a list of entity tags such as `\"v3\"`")
      }
      if isWeak && !weak { continue }
      if let tag = EntityTag(tag.dropFirst().dropLast()) { tags.append(tag) }
    }
    return .tags(tags)
  }

  /// - Parameter text: what stands between the quotes.
  private init?(_ text: Substring) {
    guard text.first == "v" else { return nil }
    let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
      let version = Int64(parts[0]), let passed = parts.count == 2 ? Int(parts[1]) : 0
    else { return nil }
    self.init(version: version, passed: passed)
  }

  init(version: Int64, passed: Int = 0) {
    self.version = version
    self.passed = passed
  }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
