import FoundationEssentials
import TenurePolicy
import Testing

@Suite struct DocumentFileTests {
  @Test func `a byte order mark is no part of the text`() throws {
    #expect(try DocumentFile.text(Data("\u{FEFF}a: ø".utf8), name: "a.yaml") == "a: ø")
  }

  @Test(arguments: [[0x61, 0x00], [0xC3], [0xFF, 0xFE, 0x61, 0x00]] as [[UInt8]])
  func `what is not text in UTF-8 is refused`(bytes: [UInt8]) throws {
    let errors = try #require(throws: InputErrors.self) {
      try DocumentFile.text(Data(bytes), name: "a.yaml")
    }
    #expect(errors.errors.map(\.problem) == ["it is not text in UTF-8"])
  }
}
