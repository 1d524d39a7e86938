/// Finds what the formats do not use and what could hurt the parser: aliases and depth.
///
/// A few aliases of aliases unfold into a huge document. An alias `*name` needs its anchor `&name`
/// before it, so both are looked for wherever they stand, also in quotes and comments: where those
/// end takes all of YAML's grammar to tell. Either mark alone is harmless. Depth is counted outside
/// quotes and comments, and the parser has a limit of its own behind that.
struct HazardScanner {
  struct Hazard {
    let line: Int
    let column: Int
    let problem: String
    let remedy: String
  }

  private var line = 1
  private var column = 0
  private var quote: UInt8?
  private var isComment = false
  private var escaped = false
  private var previous = UInt8(ascii: "\n")
  private var depth = 0
  private var dashes = 0
  private var isLineStart = true
  /// The names after `&` so far.
  private var anchors: Set<[UInt8]> = []

  /// The first hazard of a text, nil if there is none.
  mutating func scan(_ text: String) -> Hazard? {
    var bytes = Array(text.utf8)
    bytes.append(UInt8(ascii: "\n"))
    for (index, byte) in bytes.enumerated() {
      column += 1
      if let hazard = alias(byte, bytes[(index + 1)...]) ?? step(byte) { return hazard }
      previous = byte
    }
    return nil
  }

  /// An alias whose anchor stands before it.
  private mutating func alias(_ byte: UInt8, _ rest: ArraySlice<UInt8>) -> Hazard? {
    guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") else { return nil }
    let name = Array(rest.prefix(while: Self.isNameByte))
    guard !name.isEmpty else { return nil }
    if byte == UInt8(ascii: "&") {
      anchors.insert(name)
      return nil
    }
    guard anchors.contains(name) else { return nil }
    return hazard("aliases are not part of the format", "write the value out")
  }

  /// Whether a byte can stand in an anchor's name: a letter, a digit, `-` or `_`.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }

  private mutating func step(_ byte: UInt8) -> Hazard? {
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 0
      isComment = false
      isLineStart = true
      dashes = 0
      return nil
    }
    if isComment { return nil }
    if let open = quote {
      if escaped {
        escaped = false
      } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
        escaped = true
      } else if byte == open {
        quote = nil
      }
      return nil
    }
    return stepOutsideQuotes(byte)
  }

  private mutating func stepOutsideQuotes(_ byte: UInt8) -> Hazard? {
    defer {
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "-") { isLineStart = false }
    }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if " \n\t[{,:?-".utf8.contains(previous) { quote = byte }
    case UInt8(ascii: "#"): isComment = " \n\t".utf8.contains(previous)
    case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
    case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
    case UInt8(ascii: "-") where isLineStart: dashes += 1
    default: break
    }
    guard max(depth, dashes) > DocumentParser.maximumDepth else { return nil }
    return hazard(
      "values nest deeper than \(DocumentParser.maximumDepth) levels", "flatten the document")
  }

  private func hazard(_ problem: String, _ remedy: String) -> Hazard {
    Hazard(line: line, column: column, problem: problem, remedy: remedy)
  }
}
