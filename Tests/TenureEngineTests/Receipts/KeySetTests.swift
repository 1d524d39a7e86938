import TenureEngine
import TenurePolicy
import Testing

@Suite struct KeySetTests {
  @Test func `a key set is told as RFC 7517 asks`() throws {
    let text = String(decoding: try KnownKey.ring().keySet.jwks, as: UTF8.self)
    #expect(
      text == #"{"keys":[{"alg":"Ed25519","crv":"Ed25519","kid":"\#(KnownKey.thumbprint)","#
        + #""kty":"OKP","use":"sig","x":"\#(KnownKey.x)"}]}"#)
  }

  @Test func `what is told is read`() throws {
    let set = try KnownKey.ring().keySet
    #expect(try KeySet(jwks: set.jwks, file: "jwks.json").keys == set.keys)
  }

  private func read(_ member: String) throws -> [PublicKey] {
    let text = #"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"\#(KnownKey.x)"\#(member)}]}"#
    return try KeySet(jwks: [UInt8](text.utf8), file: "jwks.json").keys
  }

  @Test(arguments: [#","kty2":1"#, #","alg":"EdDSA""#, #","use":"sig","key_ops":["verify"]"#])
  func `members that say nothing else are passed over`(member: String) throws {
    #expect(try read(member).map(\.thumbprint) == [KnownKey.thumbprint])
  }

  @Test(arguments: [#","use":"enc""#, #","alg":"ES256""#])
  func `a key for something else does not count`(member: String) throws {
    #expect(try read(member) == [])
  }

  @Test func `a key of another kind does not count`() throws {
    let text = #"{"keys":[{"kty":"oct","k":"AAAA"},{"kty":"OKP","crv":"X25519","x":"AAAA"}]}"#
    #expect(try KeySet(jwks: [UInt8](text.utf8), file: "jwks.json").keys == [])
  }

  @Test(arguments: ["", "{}", "[]", #"{"keys":{}}"#, #"{"keys":[]}x"#])
  func `what is not a key set is refused`(text: String) {
    #expect(throws: InputErrors.self) { try KeySet(jwks: [UInt8](text.utf8), file: "jwks.json") }
  }

  @Test func `a key under a name that is not its thumbprint is refused`() {
    #expect(throws: InputErrors.self) { try read(#","kid":"mine""#) }
  }

  @Test func `a key that is not 32 bytes in canonical base64url is refused`() {
    let text = #"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"\#(KnownKey.x)="}]}"#
    #expect(throws: InputErrors.self) { try KeySet(jwks: [UInt8](text.utf8), file: "jwks.json") }
  }
}
