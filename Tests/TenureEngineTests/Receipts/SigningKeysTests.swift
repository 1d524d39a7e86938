import TenureEngine
import Testing

/// The key, thumbprint and signing of RFC 8037 appendix A.
@Suite struct SigningKeysTests {
  private static let secret = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
  private static let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
  private static let thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"

  @Test func `a key is named by its thumbprint`() throws {
    let keys = try SigningKeys(secret: try #require(Base64URL.bytes(Self.secret.utf8)))
    #expect(keys.active == Self.thumbprint)
    let bytes = try #require(Base64URL.bytes(Self.x.utf8))
    #expect(PublicKey(bytes: bytes)?.thumbprint == Self.thumbprint)
  }

  @Test func `the same payload gets the same signature of 64 bytes`() throws {
    let keys = try SigningKeys(secret: try #require(Base64URL.bytes(Self.secret.utf8)))
    let signature = try keys.sign(payload: [UInt8](#"{"id":"rcp_1"}"#.utf8))
    #expect(signature.key == Self.thumbprint)
    #expect(signature.bytes.count == 64)
    #expect(try keys.sign(payload: [UInt8](#"{"id":"rcp_1"}"#.utf8)) == signature)
    #expect(try keys.sign(payload: [UInt8](#"{"id":"rcp_2"}"#.utf8)) != signature)
  }

  @Test func `a secret of another length is no key`() {
    #expect(throws: (any Error).self) { try SigningKeys(secret: [1, 2, 3]) }
  }
}
