/// A JSON text as it grows. Values are written where they stand in the text; nothing is built
/// beside it but a list of where the members of open objects begin.
final class JSONOutput {
  enum Kind {
    case undecided, object, array, single
  }

  /// What is known of a value that is being written.
  private struct Scope {
    var kind = Kind.undecided
    /// Where its first member or item begins in the text.
    var start = 0
    /// Where its members begin in the list of all.
    var firstMember: Int
    var count = 0
    var isSorted = true
  }

  private struct Member {
    let name: String
    let start: Int
    var end = 0
  }

  // The checks for overlapping access would take longer than the writing; nothing here hands out
  // access to its own parts.
  @exclusivity(unchecked) private(set) var bytes: [UInt8] = []
  /// Values that are being written, each within the one before it.
  @exclusivity(unchecked) private var scopes: [Scope] = []
  /// The members of all open objects.
  @exclusivity(unchecked) private var members: [Member] = []
  @exclusivity(unchecked) private var sorted: [UInt8] = []

  init() {
    bytes.reserveCapacity(6144)
    scopes.reserveCapacity(16)
    members.reserveCapacity(64)
  }

  func write(_ value: some Encodable) throws {
    let scope = open()
    try value.encode(to: JSONScope(output: self, depth: scope))
    close(downTo: scope)
  }

  /// Begins a value within the last.
  ///
  /// - Returns: how deep it lies.
  func open() -> Int {
    scopes.append(Scope(firstMember: members.count))
    return scopes.count - 1
  }

  /// Decides what a value is, at its first container.
  func decide(_ kind: Kind, at depth: Int) {
    close(downTo: depth + 1)
    guard scopes[depth].kind == .undecided else { return }
    scopes[depth].kind = kind
    switch kind {
    case .object: append(UInt8(ascii: "{"))
    case .array: append(UInt8(ascii: "["))
    case .single, .undecided: break
    }
    scopes[depth].start = bytes.count
  }

  /// Begins the next member of an object; what was begun within it is over.
  func begin(_ name: String, at depth: Int) {
    beginItem(at: depth)
    if scopes[depth].count > 1, members[members.count - 1].name > name {
      scopes[depth].isSorted = false
    }
    members.append(Member(name: name, start: bytes.count))
    append(quoting: name)
    append(UInt8(ascii: ":"))
  }

  /// Begins the next item of an array; what was begun within it is over.
  func beginItem(at depth: Int) {
    close(downTo: depth + 1)
    if scopes[depth].count > 0 { append(UInt8(ascii: ",")) }
    scopes[depth].count += 1
  }

  func count(at depth: Int) -> Int { scopes[depth].count }

  /// Ends the values that lie at a depth and below it. One that wrote nothing is an object without
  /// members.
  private func close(downTo depth: Int) {
    while scopes.count > depth, let scope = scopes.popLast() {
      switch scope.kind {
      case .undecided: append("{}")
      case .object:
        if !scope.isSorted { sort(scope) }
        append(UInt8(ascii: "}"))
      case .array: append(UInt8(ascii: "]"))
      case .single: break
      }
      members.removeLast(members.count - scope.firstMember)
    }
  }

  /// Puts the members of an object, which end the text, into the order of their names.
  private func sort(_ scope: Scope) {
    let own = scope.firstMember..<members.count
    for index in own {
      members[index].end = index + 1 < own.upperBound ? members[index + 1].start - 1 : bytes.count
    }
    members[own].sort { $0.name < $1.name }
    sorted.removeAll(keepingCapacity: true)
    for index in own {
      if index > own.lowerBound { sorted.append(UInt8(ascii: ",")) }
      sorted.append(contentsOf: bytes[members[index].start..<members[index].end])
    }
    bytes.removeLast(bytes.count - scope.start)
    bytes.append(contentsOf: sorted)
  }
}

// MARK: Words

extension JSONOutput {
  func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  func append(_ word: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  func append(number: some BinaryInteger) {
    bytes.append(contentsOf: String(number).utf8)
  }

  /// A text in quotes. Only what JSON demands is escaped.
  func append(quoting text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for (index, byte) in utf8.enumerated() where Self.isEscaped(byte) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
        escape(byte)
        start = index + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private func escape(_ byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    default:
      append(byte < 0x10 ? "u000" : "u00")
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    }
  }
}
