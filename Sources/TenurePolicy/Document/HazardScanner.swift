/// Finds what the formats do not use and what could hurt the parser: anchors, aliases, depth.
///
/// Anchors and aliases are looked for in every line that is not a comment as a whole, also inside
/// quotes: where a quoted text ends takes all of YAML's grammar to tell, and a scanner that is
/// mistaken about it would let a document through that unfolds without end. Depth is counted
/// outside quotes and comments, and the parser has a limit of its own behind that.
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
  /// Whether the line can be nothing but a comment so far; nil while only blanks were read.
  private var isCommentLine: Bool?

  /// The first hazard of a text, nil if there is none.
  mutating func scan(_ text: String) -> Hazard? {
    var bytes = Array(text.utf8)
    bytes.append(UInt8(ascii: "\n"))
    for (index, byte) in bytes.enumerated() {
      column += 1
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      if let hazard = anchor(byte, next: next) ?? step(byte) { return hazard }
      previous = byte
    }
    return nil
  }

  /// An anchor or an alias: one of the two marks where a value can begin, before a name.
  private mutating func anchor(_ byte: UInt8, next: UInt8?) -> Hazard? {
    if Self.isBreak(byte) {
      isCommentLine = nil
      return nil
    }
    if isCommentLine == nil, byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") {
      isCommentLine = byte == UInt8(ascii: "#")
    }
    // A quoted text of several lines can end on a line that looks like a comment.
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { isCommentLine = false }
    guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), isCommentLine != true,
      " \t[{,:?-".utf8.contains(previous) || Self.isBreak(previous),
      let next, !" \t\r\n,]}".utf8.contains(next)
    else { return nil }
    return hazard(
      "anchors and aliases are not part of the format",
      "write the value out; in a text, leave a space after `&` or `*`")
  }

  /// Whether a byte ends a line for YAML: LF, CR, or the last byte of NEL, LS, PS or a BOM.
  private static func isBreak(_ byte: UInt8) -> Bool {
    [0x0A, 0x0D, 0x85, 0xA8, 0xA9, 0xBF].contains(byte)
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
    let opens = " \n\t[{,:?-".utf8.contains(previous)
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if opens { quote = byte }
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
