import FoundationEssentials
import TenureEngine
import Testing

/// Bodies are written by the house's own encoder. It writes what Foundation's writes with sorted
/// members and plain slashes, byte for byte: receipts are signed, so a byte more is another one.
@Suite struct JSONTextTests {
  private struct Leaf: Codable {
    var zone: String
    var amount: Int64
    var isOpen: Bool
    var note: String?
  }

  private struct Branch: Codable {
    var name: String
    var leaves: [Leaf]
    var words: [String: [Int]]
    var empty: [Leaf] = []
    var bytes: [UInt8] = [0, 255]
    var first: Leaf?
  }

  private func expected(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func written(_ value: some Encodable) throws -> String {
    String(decoding: try JSONText.bytes(value), as: UTF8.self)
  }

  @Test func membersStandInAlphabeticalOrderAtEveryDepth() throws {
    let leaf = Leaf(zone: "Europe/Oslo", amount: -12, isOpen: true, note: nil)
    let branch = Branch(
      name: "b", leaves: [leaf, leaf], words: ["b": [2, 1], "a": [], "æ": [3], "B": [4]],
      first: leaf)
    #expect(try written(branch) == expected(branch))
    #expect(
      try written(leaf) == #"{"amount":-12,"isOpen":true,"zone":"Europe/Oslo"}"#)
  }

  @Test(arguments: [
    "", "plain", #"quote " backslash \ slash /"#, "tab\t line\n return\r bell\u{7} delete\u{7F}",
    "\u{0}\u{8}\u{C}\u{1F}", "Blåbær 😀 \u{2028}", "\"", "\\",
  ])
  func textsAreEscapedNoMoreThanTheyMust(_ text: String) throws {
    #expect(try written([text]) == expected([text]))
    #expect(try written([text: 1]) == expected([text: 1]))
    #expect(try written(text) == expected(text))
  }

  @Test func singleValuesAreTextsToo() throws {
    #expect(try written(7) == "7")
    #expect(try written(true) == "true")
    #expect(try written([Int?.none, 1]) == "[null,1]")
    #expect(try written(UInt64.max) == "18446744073709551615")
    #expect(try written([String: Int]()) == "{}")
  }

  /// A value that makes its containers by hand, out of order and one in the other.
  private struct Handmade: Encodable {
    enum Key: String, CodingKey { case z, list, a, inner }

    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: Key.self)
      try members.encode(1, forKey: .z)
      var list = members.nestedUnkeyedContainer(forKey: .list)
      try list.encode("x")
      var item = list.nestedContainer(keyedBy: Key.self)
      try item.encode(2, forKey: .z)
      try item.encodeNil(forKey: .a)
      var inner = members.nestedContainer(keyedBy: Key.self, forKey: .inner)
      try inner.encode(false, forKey: .a)
      try members.encode("last", forKey: .a)
    }
  }

  @Test func containersWithinContainersEndWhereTheNextBegins() throws {
    #expect(try written(Handmade()) == expected(Handmade()))
  }

  @Test func fractionsAreRefused() {
    #expect(throws: EncodingError.self) { try JSONText.bytes(["rate": 0.1]) }
  }
}
