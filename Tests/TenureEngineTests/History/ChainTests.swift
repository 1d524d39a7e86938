import TenureEngine
import Testing

@Suite struct ChainTests {
  @Test func `an account begins with a head of zeros`() {
    #expect(Chain.start == ChainHead(sequence: 0, hash: [UInt8](repeating: 0, count: 32)))
  }

  // (head -c 32 /dev/zero; printf '{}') | sha256sum
  @Test func `a hash is SHA-256 of the hash before it and of the body`() {
    let hash = Chain.hash(after: Chain.start.hash, body: [UInt8]("{}".utf8))
    #expect(
      Hexadecimal.text(hash) == "fb1634c4e6cd4b1f1afe3ce2d6ef080f7ac5d1f357d723ad4dfca782733b62db")
  }

  @Test func `a personal part is held by SHA-256 of salt and data`() {
    let part = EventRecord.PersonalPart(
      person: nil, salt: [UInt8](repeating: 1, count: 16), data: [UInt8](#"{"name":"A"}"#.utf8))
    #expect(
      Hexadecimal.text(part.digest)
        == "592f4fd65692b2d7543a8ece0aeddbc688ec9a0dc74745a85626ab8587de5646")
  }

  @Test(arguments: ["0", "0G", "AB", " 00"])
  func `only lower-case digits in pairs are hexadecimal`(text: String) {
    #expect(Hexadecimal.bytes(text) == nil)
  }

  @Test func `hexadecimal is read as it is written`() {
    #expect(Hexadecimal.text([0, 10, 255]) == "000aff")
    #expect(Hexadecimal.bytes("000aff") == [0, 10, 255])
  }
}
