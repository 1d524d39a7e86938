import TenureDomain
import TenureEngine
import Testing

@Suite struct CompactReceiptTests {
  private static let payload = #"{"id":"rcp_1","outcome":"permitted"}"#

  /// Made by joserfc 1.6.5 with the key of RFC 8037 appendix A:
  ///
  ///     key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "d": …, "x": …})
  ///     header = {"alg": alg, "kid": key.thumbprint(), "typ": "tenure-receipt+json"}
  ///     jws.serialize_compact(header, b'{"id":"rcp_1","outcome":"permitted"}', key, [alg])
  private static let ed25519 =
    "eyJhbGciOiJFZDI1NTE5Iiwia2lkIjoia1ByS19xbXhWV2FZVkE5d3dCRjZJdW8zdlZ6ejdUeEhDVHdYQnlnclM0ayIs"
    + "InR5cCI6InRlbnVyZS1yZWNlaXB0K2pzb24ifQ"
    + ".eyJpZCI6InJjcF8xIiwib3V0Y29tZSI6InBlcm1pdHRlZCJ9"
    + ".ZCg2sm39a8IYGpqmsaSgWx6CmNknU0Dv6YGGlpm_Jo-GcY6InLLngd2s9-d7YFWXu9HJvaANZHfjqMhMS7WmBA"
  private static let edDSA =
    "eyJhbGciOiJFZERTQSIsImtpZCI6ImtQcktfcW14VldhWVZBOXd3QkY2SXVvM3ZWeno3VHhIQ1R3WEJ5Z3JTNGsiLCJ0"
    + "eXAiOiJ0ZW51cmUtcmVjZWlwdCtqc29uIn0"
    + ".eyJpZCI6InJjcF8xIiwib3V0Y29tZSI6InBlcm1pdHRlZCJ9"
    + ".bJD_qVif464dUoXvXVSDJ8B4gXXgd2wSC_uc87dN-lPzDIA_m6q8eXgqsTz7s3u3kpmdkRt_Fkhn1A7YZWk-BA"

  private func record(_ payload: String, _ ring: KeyRing) throws -> ReceiptRecord {
    let bytes = [UInt8](payload.utf8)
    let signature = try SigningKeys(ring).sign(payload: bytes)
    return ReceiptRecord(
      id: ReceiptID(stored: "rcp_1"), account: AccountID(stored: "acc_1"), subscription: nil,
      at: Timestamp(seconds: 0), key: signature.key, payload: bytes, signature: signature.bytes)
  }

  /// A compact JWS with any header, truly signed by the known key where that is possible.
  private func forged(header: String) throws -> String {
    let parts = Self.ed25519.split(separator: ".")
    return "\(Base64URL.text([UInt8](header.utf8))).\(parts[1]).\(parts[2])"
  }

  @Test func `a receipt is what joserfc makes of it`() throws {
    #expect(try record(Self.payload, KnownKey.ring()).compact == Self.ed25519)
  }

  @Test(arguments: [ed25519, edDSA])
  func `both names of the algorithm are taken`(text: String) throws {
    let receipt = try CompactReceipt(text)
    #expect(receipt.payload == [UInt8](Self.payload.utf8))
    let key = try receipt.verify(with: KnownKey.ring().keySet)
    #expect(key.thumbprint == KnownKey.thumbprint)
  }

  @Test func `a retired key's receipts stay valid`() throws {
    let old = try KnownKey.ring()
    let new = try #require(
      old.rotated(to: [UInt8](repeating: 2, count: 32), at: Timestamp(seconds: 1)))
    #expect(throws: Never.self) { try CompactReceipt(Self.ed25519).verify(with: new.keySet) }
    #expect(throws: Never.self) { try record(Self.payload, old).verify(with: new.keySet) }
  }

  @Test func `a changed receipt is refused, byte by byte`() throws {
    let keys = try KnownKey.ring().keySet
    let original = [UInt8](Self.ed25519.utf8)
    var accepted = 0
    for position in original.indices {
      var bytes = original
      bytes[position] = bytes[position] == 65 ? 66 : 65
      let text = String(decoding: bytes, as: UTF8.self)
      if (try? CompactReceipt(text).verify(with: keys)) != nil { accepted += 1 }
    }
    #expect(accepted == 0)
  }

  @Test func `a changed record is refused`() throws {
    let ring = try KnownKey.ring()
    let record = try record(Self.payload, ring)
    let changed = ReceiptRecord(
      id: record.id, account: record.account, subscription: nil, at: record.at, key: record.key,
      payload: [UInt8](Self.payload.replacing("permitted", with: "refused").utf8),
      signature: record.signature)
    #expect(throws: ReceiptFault.signature) { try changed.verify(with: ring.keySet) }
    #expect(throws: ReceiptFault.unknownKey(record.key)) { try record.verify(with: KeySet([])) }
  }

  @Test func `a key that is not in the set is named`() throws {
    let other = try #require(KeyRing(secret: [UInt8](repeating: 1, count: 32)))
    #expect(throws: ReceiptFault.unknownKey(KnownKey.thumbprint)) {
      try CompactReceipt(Self.ed25519).verify(with: other.keySet)
    }
  }

  @Test(arguments: [
    "", ".", "...", "a.b", "\(ed25519).", "\(ed25519).e30", " \(ed25519)", "\(ed25519)\n",
    "\(ed25519)=", String(ed25519.dropLast()), String(ed25519.dropLast()) + "B",
  ])
  func `anything but three canonical parts is refused`(text: String) {
    #expect(throws: ReceiptFault.notCompact) { try CompactReceipt(text) }
  }

  @Test(arguments: [
    (#"{"alg":"none","kid":"K","typ":"T"}"#, ReceiptFault.algorithm("none")),
    (#"{"kid":"K","typ":"T"}"#, .algorithm("none")),
    (#"{"alg":"HS256","kid":"K","typ":"T"}"#, .algorithm("HS256")),
    (#"{"alg":"ES256","kid":"K","typ":"T"}"#, .algorithm("ES256")),
    (#"{"alg":"ed25519","kid":"K","typ":"T"}"#, .algorithm("ed25519")),
    (#"{"alg":"Ed25519","kid":"K","typ":"JWT"}"#, .type("JWT")),
    (#"{"alg":"Ed25519","kid":"K"}"#, .type("nothing")),
    (#"{"alg":"Ed25519","typ":"T"}"#, .noKey),
    (#"{"alg":"Ed25519","crit":["b64"],"b64":false,"kid":"K","typ":"T"}"#, .critical),
    (#"{"alg":"none","alg":"Ed25519","kid":"K","typ":"T"}"#, .header("`alg` stands twice")),
    (#"{"alg":"Ed25519","al\u0067":"none","kid":"K","typ":"T"}"#, .header("`alg` stands twice")),
    (#"["Ed25519"]"#, .header("it is not an object")),
    (#"{"alg":"Ed25519"}{}"#, .header("the text goes on after its value")),
  ])
  func `a header that says anything else is refused`(header: String, fault: ReceiptFault) throws {
    let text = try forged(
      header: header.replacing(#""T""#, with: #""tenure-receipt+json""#)
        .replacing(#""K""#, with: "\"\(KnownKey.thumbprint)\""))
    #expect(throws: fault) { try CompactReceipt(text).verify(with: KnownKey.ring().keySet) }
  }
}
