import Testing

/// Swift text with its comments and string contents blanked out, so that a rule reads code alone.
///
/// Lines and columns stay where they were. Code inside `\(…)` is kept. A name in backticks is kept
/// with its spaces and signs turned into underscores. Regex literals are read as code.
func codeOnly(_ text: String) -> String {
  var reader = CodeReader(text)
  return reader.read()
}

private struct CodeReader {
  /// What the reader stands in, innermost last. A `code` is a `\(…)` with its open parentheses.
  private enum Scope {
    case code(parentheses: Int)
    case string(hashes: Int, multiline: Bool)
  }

  private let input: [UInt8]
  private var output: [UInt8] = []
  private var position = 0
  private var scopes: [Scope] = [.code(parentheses: 0)]

  init(_ text: String) { input = Array(text.utf8) }

  mutating func read() -> String {
    while position < input.count {
      switch scopes.last {
      case .string(let hashes, let multiline): readString(hashes, multiline)
      case .code, nil: readCode()
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func readCode() {
    if starts(with: "//") {
      while position < input.count, !isNewline(input[position]) { blank() }
    } else if starts(with: "/*") {
      readBlockComment()
    } else if input[position] == Sign.backtick {
      readBackticks()
    } else if let hashes = openingHashes() {
      let multiline = starts(with: "\"\"\"", at: position + hashes)
      keep(hashes + (multiline ? 3 : 1))
      scopes.append(.string(hashes: hashes, multiline: multiline))
    } else {
      count(input[position])
      keep()
    }
  }

  private mutating func readString(_ hashes: Int, _ multiline: Bool) {
    let fence = String(repeating: "#", count: hashes)
    let quote = (multiline ? "\"\"\"" : "\"") + fence
    if starts(with: quote) || !multiline && isNewline(input[position]) {
      keep(starts(with: quote) ? quote.count : 1)
      scopes.removeLast()
    } else if starts(with: "\\" + fence + "(") {
      blank(1 + hashes)
      keep()
      scopes.append(.code(parentheses: 1))
    } else if starts(with: "\\" + fence) {
      blank(2 + hashes)
    } else {
      blank()
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        blank(2)
      } else if starts(with: "*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && position < input.count
  }

  private mutating func readBackticks() {
    keep()
    while position < input.count, input[position] != Sign.backtick, !isNewline(input[position]) {
      output.append(isWord(input[position]) ? input[position] : Sign.underscore)
      position += 1
    }
    keep()
  }

  /// The number of `#` before a quote that opens here, or nothing if no string opens here.
  private func openingHashes() -> Int? {
    var end = position
    while end < input.count, input[end] == Sign.hash { end += 1 }
    return end < input.count && input[end] == Sign.quote ? end - position : nil
  }

  private mutating func count(_ byte: UInt8) {
    guard scopes.count > 1, case .code(var parentheses) = scopes.last else { return }
    if byte == Sign.open { parentheses += 1 }
    if byte == Sign.close { parentheses -= 1 }
    scopes.removeLast()
    if parentheses > 0 { scopes.append(.code(parentheses: parentheses)) }
  }

  private func starts(with prefix: String, at start: Int? = nil) -> Bool {
    var index = start ?? position
    for byte in prefix.utf8 {
      guard index < input.count, input[index] == byte else { return false }
      index += 1
    }
    return true
  }

  private mutating func keep(_ count: Int = 1) {
    let end = min(position + count, input.count)
    output += input[position..<end]
    position = end
  }

  /// Writes a space for each character, of however many bytes.
  private mutating func blank(_ count: Int = 1) {
    let end = min(position + count, input.count)
    for byte in input[position..<end] where byte & 0b1100_0000 != 0b1000_0000 {
      output.append(isNewline(byte) ? byte : Sign.space)
    }
    position = end
  }

  private func isNewline(_ byte: UInt8) -> Bool { byte == Sign.newline || byte == Sign.return }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), 128...: true
    default: false
    }
  }
}

private enum Sign {
  static let newline = UInt8(ascii: "\n")
  static let `return` = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let underscore = UInt8(ascii: "_")
  static let hash = UInt8(ascii: "#")
  static let quote = UInt8(ascii: "\"")
  static let backtick = UInt8(ascii: "`")
  static let open = UInt8(ascii: "(")
  static let close = UInt8(ascii: ")")
}

@Suite struct CodeOnlyTests {
  @Test(arguments: [
    ("a // b \"c\"\nd", "a         \nd"),
    ("a /* b /* c */ d */ e", "a                   e"),
    ("f(\"x { y\")", "f(\"     \")"),
    ("\"a\\\"b\" + c", "\"    \" + c"),
    ("\"a\\(b(1) + \"x\")c\" + d", "\"  (b(1) + \" \") \" + d"),
    ("#\"a\"b\\n\"# + c", "#\"     \"# + c"),
    ("\"\"\"\n  a \"b\" {\n  \"\"\" + c", "\"\"\"\n         \n  \"\"\" + c"),
    ("func `a {b`()", "func `a__b`()"),
    ("#if os(Linux)", "#if os(Linux)"),
  ])
  func onlyCodeIsLeft(text: String, code: String) {
    #expect(codeOnly(text) == code)
  }
}
