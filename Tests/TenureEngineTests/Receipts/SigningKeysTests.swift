import TenureDomain
import TenureEngine
import TenurePolicy
import Testing

@Suite struct SigningKeysTests {
  @Test func `a key is named by its RFC 7638 thumbprint`() throws {
    let keys = SigningKeys(try KnownKey.ring())
    #expect(keys.active == KnownKey.thumbprint)
    let bytes = try #require(Base64URL.bytes(KnownKey.x.utf8))
    #expect(PublicKey(bytes: bytes)?.thumbprint == KnownKey.thumbprint)
  }

  // RFC 8037 appendix A.4: the signing input and its signature.
  @Test func `what the RFC's key signed is known as signed by it`() throws {
    let input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
    let text =
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
    let signature = try #require(Base64URL.bytes(text.utf8))
    let key = try KnownKey.ring().active
    #expect(key.hasSigned([UInt8](input.utf8), signature: signature))
    #expect(!key.hasSigned([UInt8]((input + "w").utf8), signature: signature))
    #expect(!key.hasSigned([UInt8](input.utf8), signature: signature + [0]))
  }

  @Test func `the same payload gets the same signature of 64 bytes`() throws {
    let keys = SigningKeys(try KnownKey.ring())
    let signature = try keys.sign(payload: [UInt8](#"{"id":"rcp_1"}"#.utf8))
    #expect(signature.key == KnownKey.thumbprint)
    #expect(signature.bytes.count == 64)
    #expect(try keys.sign(payload: [UInt8](#"{"id":"rcp_1"}"#.utf8)) == signature)
    #expect(try keys.sign(payload: [UInt8](#"{"id":"rcp_2"}"#.utf8)) != signature)
  }

  @Test(arguments: ["", "c2hvcnQ", KnownKey.secret + "A", KnownKey.secret + "="])
  func `a secret of another length or spelling is no key, and is not repeated`(text: String) {
    let errors = #expect(throws: InputErrors.self) { try KeyRing(secret: text) }
    let said = "\(errors?.description ?? "")"
    #expect(said.hasPrefix("TENURE_SIGNING_KEY: it is not a key"))
    #expect(text.isEmpty || !said.contains(text))
  }

  @Test func `retired keys can stand in the environment`() throws {
    let other = try #require(KeyRing(secret: [UInt8](repeating: 1, count: 32))).active
    let ring = try KeyRing(
      secret: KnownKey.secret, retired: " \(Base64URL.text(other.bytes)),\(KnownKey.x)\n")
    #expect(ring.retired.map(\.key) == [other, ring.active])
    #expect(throws: InputErrors.self) {
      try KeyRing(secret: KnownKey.secret, retired: "no key")
    }
  }

  @Test func `keys do not print their secret`() throws {
    let ring = try KnownKey.ring()
    var dumped = ""
    dump(ring, to: &dumped)
    dump(SigningKeys(ring), to: &dumped)
    dumped += "\(ring) \(String(reflecting: ring))"
    let secret = try #require(Base64URL.bytes(KnownKey.secret.utf8))
    #expect(!dumped.contains(KnownKey.secret))
    #expect(!dumped.contains(secret.prefix(4).map { "\($0)" }.joined(separator: ", ")))
    // One line a byte is how `dump` shows bytes.
    #expect(!dumped.contains("rawRepresentation"))
  }

  @Test func `a rotation retires the active key with its dates`() throws {
    let first = Timestamp(seconds: 1_000)
    let second = Timestamp(seconds: 2_000)
    let old = try #require(KeyRing(secret: [UInt8](repeating: 1, count: 32), since: first))
    let new = try #require(old.rotated(to: [UInt8](repeating: 2, count: 32), at: second))
    #expect(new.since == second)
    #expect(new.retired == [RetiredKey(key: old.active, since: first, until: second)])
    #expect(new.keySet.keys == [new.active, old.active])
  }

  @Test func `servers of one database agree on one active key`() throws {
    let old = try #require(KeyRing(secret: [UInt8](repeating: 1, count: 32)))
    let new = try #require(
      old.rotated(
        to: [UInt8](repeating: 2, count: 32),
        at: Timestamp(seconds: 1)))
    let (before, after) = (old.active.thumbprint, new.active.thumbprint)
    #expect(KeyAgreement(shared: nil, keys: old) == .unclaimed)
    #expect(KeyAgreement(shared: before, keys: old) == .agreed)
    #expect(KeyAgreement(shared: before, keys: new) == .ahead)
    #expect(KeyAgreement(shared: after, keys: old) == .different(shared: after))
    #expect(KeyAgreement(shared: after, keys: old).remedy?.contains(after) == true)
    #expect(KeyAgreement(shared: after, keys: new).remedy == nil)
  }
}
