import TenureDomain
import Yams

/// Reads a JSON text (RFC 8259) into nodes that know their paths, and refuses whatever is not JSON:
/// a request body is not a place for leniency.
public enum JSONDocument {
  /// How deep values may nest.
  static let maximumDepth = 32

  /// - Parameter name: what to call the text in errors.
  /// - Throws: the first fault, with its place.
  public static func parse(_ bytes: [UInt8], name: String) throws(InputErrors) -> DocumentNode {
    var scanner = JSONScanner(bytes: bytes, name: name)
    scanner.skipSpace()
    let node = try scanner.value(depth: 0)
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw scanner.fault("the text goes on after its value") }
    return DocumentNode(node: node, path: "", isJSON: true)
  }
}

private struct JSONScanner {
  let bytes: [UInt8]
  let name: String
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  var isAtEnd: Bool { position == bytes.count }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  func fault(_ problem: String, _ remedy: String = "send one JSON value") -> InputErrors {
    InputErrors([
      InputError(
        file: name, line: line, column: position - lineStart + 1, problem: problem, remedy: remedy)
    ])
  }

  mutating func skipSpace() {
    while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 {
      position += 1
      if byte == 10 {
        line += 1
        lineStart = position
      }
    }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  mutating func value(depth: Int) throws(InputErrors) -> Node {
    guard depth < JSONDocument.maximumDepth else {
      throw fault(
        "values nest deeper than \(JSONDocument.maximumDepth) levels", "flatten the document")
    }
    switch next {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""):
      return .scalar(Node.Scalar(try string(), Tag(.str), .doubleQuoted))
    case nil: throw fault("the text ends where a value belongs")
    default: return .scalar(Node.Scalar(try bare(), .implicit, .plain))
    }
  }

  private mutating func object(_ depth: Int) throws(InputErrors) -> Node {
    position += 1
    var pairs: [(Node, Node)] = []
    var names: Set<String> = []
    skipSpace()
    if skip(UInt8(ascii: "}")) { return .mapping(Node.Mapping(pairs, Tag(.map), .flow)) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("a member's name belongs here") }
      let name = try string()
      guard names.insert(name).inserted else {
        throw fault("`\(name.prefix(60))` stands twice", "keep one of them")
      }
      skipSpace()
      guard skip(UInt8(ascii: ":")) else { throw fault("`:` belongs here") }
      skipSpace()
      let key = Node.scalar(Node.Scalar(name, Tag(.str), .doubleQuoted))
      pairs.append((key, try value(depth: depth + 1)))
      skipSpace()
      if skip(UInt8(ascii: "}")) { break }
      guard skip(UInt8(ascii: ",")) else { throw fault("`,` or `}` belongs here") }
    }
    return .mapping(Node.Mapping(pairs, Tag(.map), .flow))
  }

  private mutating func array(_ depth: Int) throws(InputErrors) -> Node {
    position += 1
    var items: [Node] = []
    skipSpace()
    if skip(UInt8(ascii: "]")) { return .sequence(Node.Sequence(items, Tag(.seq), .flow)) }
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
      if skip(UInt8(ascii: "]")) { break }
      guard skip(UInt8(ascii: ",")) else { throw fault("`,` or `]` belongs here") }
    }
    return .sequence(Node.Sequence(items, Tag(.seq), .flow))
  }

  /// A number, `true`, `false` or `null`, as it is written.
  private mutating func bare() throws(InputErrors) -> String {
    let start = position
    let stops = ",]} \t\r\n:\"{["
    while let byte = next, !stops.utf8.contains(byte) { position += 1 }
    let word = bytes[start..<position]
    let text = String(decoding: word, as: UTF8.self)
    if ["true", "false", "null"].contains(text) || isNumber(word) { return text }
    position = start
    throw fault("`\(text.prefix(60))` is not a JSON value", "put text in double quotes")
  }

  private func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func digits() -> Int {
      let count = rest.prefix { (48...57).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, whole == 1 || !startsWithZero else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if let exponent = rest.first, exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  private mutating func string() throws(InputErrors) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw fault("the text is not UTF-8", "send it as UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &text)
      case 0..<32: throw fault("a control character stands in a string", "write it as `\\u00..`")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw fault("a string has no end", "close it with a double quote")
  }

  private mutating func escape(into text: inout [UInt8]) throws(InputErrors) {
    guard let byte = next else { throw fault("a string has no end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"): text += Array(String(try escapedScalar()).utf8)
    default: throw fault("this escape does not exist", "see RFC 8259, section 7")
    }
  }

  /// The scalar of an escape by its code, or of two of them that are a surrogate pair.
  private mutating func escapedScalar() throws(InputErrors) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
    guard UTF16.isLeadSurrogate(first), skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) else {
      throw fault("half a surrogate pair stands alone", "write both halves")
    }
    let second = try codeUnit()
    guard UTF16.isTrailSurrogate(second) else {
      throw fault("half a surrogate pair stands alone", "write both halves")
    }
    let value = 0x10000 + ((UInt32(first) - 0xD800) << 10) + (UInt32(second) - 0xDC00)
    guard let scalar = Unicode.Scalar(value) else { throw fault("this character does not exist") }
    return scalar
  }

  private mutating func codeUnit() throws(InputErrors) -> UInt16 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy(Self.isHexadecimal),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits belong after `\\u`") }
    position += 4
    return unit
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
