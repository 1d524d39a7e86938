/// Finds what the formats do not use and what could hurt the parser: anchors, aliases, depth.
///
/// It looks at bytes outside quotes and comments only. Text that begins with `&` or `*` must
/// therefore stand in quotes.
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

  /// The first hazard of a text, nil if there is none.
  mutating func scan(_ text: String) -> Hazard? {
    var bytes = Array(text.utf8)
    bytes.append(UInt8(ascii: "\n"))
    for (index, byte) in bytes.enumerated() {
      column += 1
      if let hazard = step(byte, next: index + 1 < bytes.count ? bytes[index + 1] : nil) {
        return hazard
      }
      previous = byte
    }
    return nil
  }

  private mutating func step(_ byte: UInt8, next: UInt8?) -> Hazard? {
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
    return stepOutsideQuotes(byte, next)
  }

  private mutating func stepOutsideQuotes(_ byte: UInt8, _ next: UInt8?) -> Hazard? {
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
    case UInt8(ascii: "&"), UInt8(ascii: "*"):
      let named = next.map { !" \n\t,]}".utf8.contains($0) } ?? false
      if opens && named {
        return hazard(
          "anchors and aliases are not part of the format",
          "write the value out, or put text that begins with `&` or `*` in quotes")
      }
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
