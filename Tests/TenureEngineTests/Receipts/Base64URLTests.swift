import TenureEngine
import Testing

@Suite struct Base64URLTests {
  // RFC 4648 section 10, without padding, and RFC 7515 appendix C.
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
    ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
  ])
  func `what the RFC writes is written and read`(bytes: String, text: String) {
    #expect(Base64URL.text([UInt8](bytes.utf8)) == text)
    #expect(Base64URL.bytes(text.utf8) == [UInt8](bytes.utf8))
  }

  @Test func `the alphabet has no characters that a URL would escape`() {
    #expect(Base64URL.text([3, 236, 255, 224, 193]) == "A-z_4ME")
    #expect(Base64URL.bytes("A-z_4ME".utf8) == [3, 236, 255, 224, 193])
  }

  // `Zh` has the bits of `f` and four more that no byte holds.
  @Test(arguments: ["Zg==", "Zh", "Zm9", "Z", "Zm9vY", "Zm 9v", "Zm9v\n", "Zm+v", "Zm/v"])
  func `a second spelling is refused`(text: String) {
    #expect(Base64URL.bytes(text.utf8) == nil)
  }
}
