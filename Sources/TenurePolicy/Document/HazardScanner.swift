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

  /// Every byte that may change what is known; the others, nearly all, are passed over.
  private static let isMark: [Bool] = {
    let marks = Set("\n\"'\\#[]{}-&*".utf8)
    return (UInt8.min...UInt8.max).map { marks.contains($0) }
  }()

  private let bytes: [UInt8]
  private var line = 1
  private var lineStart = 0
  /// Up to where the line has nothing but spaces and the dashes that were counted; nil once it has
  /// more, so that no space is looked at twice.
  private var indented: Int? = 0
  private var quote: UInt8?
  private var isComment = false
  /// The byte after a backslash in quotes, which means nothing.
  private var escaped: Int?
  private var depth = 0
  private var dashes = 0
  /// The names after `&` so far.
  private var anchors: Set<[UInt8]> = []

  /// The first hazard of a text, nil if there is none.
  static func scan(_ text: String) -> Hazard? {
    var scanner = HazardScanner(text)
    return scanner.scan()
  }

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  private mutating func scan() -> Hazard? {
    let isMark = Self.isMark
    var index = 0
    while index < bytes.count {
      if isMark[Int(bytes[index])], let hazard = alias(at: index) ?? step(at: index) {
        return hazard
      }
      index += 1
    }
    return nil
  }

  /// An alias whose anchor stands before it.
  private mutating func alias(at index: Int) -> Hazard? {
    let byte = bytes[index]
    guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") else { return nil }
    let name = Array(bytes[(index + 1)...].prefix(while: Self.isNameByte))
    guard !name.isEmpty else { return nil }
    if byte == UInt8(ascii: "&") {
      anchors.insert(name)
      return nil
    }
    guard anchors.contains(name) else { return nil }
    return hazard("aliases are not part of the format", "write the value out", at: index)
  }

  /// Whether a byte can stand in an anchor's name: a letter, a digit, `-` or `_`.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }

  private mutating func step(at index: Int) -> Hazard? {
    let byte = bytes[index]
    if byte == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
      indented = lineStart
      isComment = false
      dashes = 0
      return nil
    }
    if isComment { return nil }
    if let open = quote {
      if index == escaped { return nil }
      if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { escaped = index + 1 }
      if byte == open { quote = nil }
      return nil
    }
    return stepOutsideQuotes(byte, index)
  }

  private mutating func stepOutsideQuotes(_ byte: UInt8, _ index: Int) -> Hazard? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if follows(index, " \n\t[{,:?-") { quote = byte }
    case UInt8(ascii: "#"): isComment = follows(index, " \n\t")
    case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
    case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
    case UInt8(ascii: "-"):
      guard let start = indented else { return nil }
      indented = nil
      guard bytes[start..<index].allSatisfy({ $0 == UInt8(ascii: " ") }) else { return nil }
      dashes += 1
      indented = index + 1
    default: return nil
    }
    guard max(depth, dashes) > DocumentParser.maximumDepth else { return nil }
    return hazard(
      "values nest deeper than \(DocumentParser.maximumDepth) levels", "flatten the document",
      at: index)
  }

  /// Whether a byte stands at the beginning of the text or after one of these.
  private func follows(_ index: Int, _ before: String) -> Bool {
    index == 0 || before.utf8.contains(bytes[index - 1])
  }

  private func hazard(_ problem: String, _ remedy: String, at index: Int) -> Hazard {
    Hazard(line: line, column: index - lineStart + 1, problem: problem, remedy: remedy)
  }
}
