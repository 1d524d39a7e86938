import Testing

/// A function, and how many lines it takes from its declaration to its closing brace.
struct FunctionLength: Hashable {
  var name: String
  var line: Int
  var length: Int
}

/// Every function, initializer and subscript with a body. The measure counts braces, no more.
func functionLengths(_ file: TextFile) -> [FunctionLength] {
  let tokens = braceTokens(file.code)
  var functions: [FunctionLength] = []
  for (index, token) in tokens.enumerated() where token.isFunction(after: previous(tokens, index)) {
    guard let opening = bodyStart(tokens, after: index),
      let closing = matchingBrace(tokens, from: opening)
    else { continue }
    let isNamed = token.text == "func"
    functions.append(
      FunctionLength(
        name: isNamed && index + 1 < tokens.count ? tokens[index + 1].text : token.text,
        line: token.line, length: tokens[closing].line - token.line + 1))
  }
  return functions
}

private struct Token {
  var text: String
  var line: Int

  func isFunction(after previous: Token?) -> Bool {
    switch text {
    case "func", "deinit": true
    case "init", "subscript": previous?.text != "."
    default: false
    }
  }
}

private func previous(_ tokens: [Token], _ index: Int) -> Token? {
  index > 0 ? tokens[index - 1] : nil
}

/// Words, operators and single signs, each with its line.
///
/// Bytes are read by hand, because a regular expression took most of the time of all these tests.
private func braceTokens(_ code: String) -> [Token] {
  var tokens: [Token] = []
  var line = 1
  var bytes = Array(code.utf8)[...]
  while let first = bytes.first {
    let kind = TokenKind(first)
    let taken =
      kind == .sign || kind == .newline ? bytes.prefix(1) : bytes.prefix { TokenKind($0) == kind }
    bytes = bytes.dropFirst(taken.count)
    if kind == .newline { line += 1 }
    if kind == .newline || kind == .space { continue }
    tokens.append(Token(text: String(decoding: taken, as: UTF8.self), line: line))
  }
  return tokens
}

private enum TokenKind {
  case newline, space, word, sign, operation

  init(_ byte: UInt8) {
    self =
      switch UnicodeScalar(byte) {
      case "\n": .newline
      case " ", "\t", "\r": .space
      case "(", ")", "{", "}", "[", "]", ".": .sign
      case "a"..."z", "A"..."Z", "0"..."9", "_", "`", "\u{80}"...: .word
      default: .operation
      }
  }
}

/// The `{` that opens the body, or nothing for a requirement of a protocol.
private func bodyStart(_ tokens: [Token], after declaration: Int) -> Int? {
  let ends: Set = [
    "func", "init", "deinit", "subscript", "var", "let", "case", "}", "associatedtype",
  ]
  var depth = 0
  for index in tokens.indices.dropFirst(declaration + 1) {
    let text = tokens[index].text
    if text == "(" || text == "[" { depth += 1 }
    if text == ")" || text == "]" { depth -= 1 }
    guard depth == 0 else { continue }
    if text == "{" { return index }
    if ends.contains(text) { return nil }
  }
  return nil
}

private func matchingBrace(_ tokens: [Token], from opening: Int) -> Int? {
  var depth = 0
  for index in tokens.indices.dropFirst(opening) {
    if tokens[index].text == "{" { depth += 1 }
    if tokens[index].text == "}" { depth -= 1 }
    if depth == 0 { return index }
  }
  return nil
}

@Suite struct FunctionLengthTests {
  @Test func functionsAreMeasured() {
    let text = """
      struct A {
        init(b: [Int] = { [1] }()) {
          self.init()
        }
        func `over all`(x: Int) -> Int { x }
        static func == (a: A, b: A) -> Bool {

          "}" == "{"
        }
        subscript(i: Int) -> Int {
          get { i }
        }
      }
      """
    #expect(
      functionLengths(TextFile(path: "A.swift", text: text)).map {
        "\($0.name) \($0.line) \($0.length)"
      }
        == ["init 2 3", "`over_all` 5 1", "== 6 4", "subscript 10 3"])
  }

  @Test func aRequirementHasNoLength() {
    let text = """
      protocol P {
        init(x: Int)
        func f() -> Int
        var y: Int { get }
      }
      func g() {}
      """
    #expect(functionLengths(TextFile(path: "A.swift", text: text)).map(\.name) == ["g"])
  }
}
