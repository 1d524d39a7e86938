import Foundation
import TenureTesting
import Testing

/// `tenure receipt verify`, with a receipt that joserfc 1.6.5 signed with the key of RFC 8037.
@Suite struct ReceiptVerifyTests {
  private static let jws =
    "eyJhbGciOiJFZDI1NTE5Iiwia2lkIjoia1ByS19xbXhWV2FZVkE5d3dCRjZJdW8zdlZ6ejdUeEhDVHdYQnlnclM0ayIs"
    + "InR5cCI6InRlbnVyZS1yZWNlaXB0K2pzb24ifQ"
    + ".eyJpZCI6InJjcF8xIiwib3V0Y29tZSI6InBlcm1pdHRlZCJ9"
    + ".ZCg2sm39a8IYGpqmsaSgWx6CmNknU0Dv6YGGlpm_Jo-GcY6InLLngd2s9-d7YFWXu9HJvaANZHfjqMhMS7WmBA"
  private static let keys = """
    {"keys":[{"alg":"Ed25519","crv":"Ed25519",
      "kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k","kty":"OKP","use":"sig",
      "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}
    """

  /// Runs the command in a folder with the keys in it.
  private func verify(
    _ receipt: String, _ options: [String] = [], keys: String? = keys
  ) async throws -> CommandRun {
    let folder = try TemporaryFolder()
    if let keys { try Data(keys.utf8).write(to: folder.url.appending(path: "jwks.json")) }
    return try await CommandRun.tenure(
      ["receipt", "verify", "-"] + options, input: Data(receipt.utf8), folder: folder.url)
  }

  @Test func `a genuine receipt is valid`() async throws {
    let run = try await verify(Self.jws + "\n")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("Valid\n"))
    #expect(run.output.contains("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"))
  }

  @Test func `a changed receipt is not`() async throws {
    let run = try await verify(Self.jws.replacing("eyJpZCI6InJjcF8x", with: "eyJpZCI6InJjcF8y"))
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("Not valid\n"))
    #expect(run.output.contains("the signature does not fit"))
  }

  @Test func `a receipt of another server is not`() async throws {
    let run = try await verify(Self.jws, keys: #"{"keys":[]}"#)
    #expect(run.status == 1)
    #expect(run.output.contains("is not in the key set"))
  }

  @Test func `JSON with a signed text is verified by that text`() async throws {
    let same = #"{"id":"rcp_1","jws":"\#(Self.jws)","outcome":"permitted"}"#
    #expect(try await verify(same).status == 0)
    let other = same.replacing("permitted", with: "refused")
    let run = try await verify(other)
    #expect(run.status == 1)
    #expect(run.output.contains("`outcome` in the file is not what was signed"))
  }

  @Test func `JSON without a signed text is bad input, and the remedy is named`() async throws {
    let run = try await verify(#"{"id":"rcp_1"}"#)
    #expect(run.status == 2)
    #expect(run.errors.contains("application/jose"))
  }

  @Test func `without keys nothing can be verified, and the remedy is named`() async throws {
    let run = try await verify(Self.jws, keys: nil)
    #expect(run.status == 2)
    #expect(run.errors.contains("/.well-known/jwks.json"))
  }

  @Test func `programs get JSON`() async throws {
    let valid = try await verify(Self.jws, ["--json"])
    let record = try JSONDecoder().decode(Record.self, from: Data(valid.output.utf8))
    #expect(record.valid)
    #expect(record.receipt == ["id": "rcp_1", "outcome": "permitted"])
    let changed = try await verify(String(Self.jws.dropLast(4)) + "AAAA", ["--json"])
    #expect(changed.status == 1)
    let invalid = try JSONDecoder().decode(Record.self, from: Data(changed.output.utf8))
    #expect(!invalid.valid)
    #expect(invalid.receipt == nil)
    #expect(invalid.problem?.isEmpty == false)
  }

  private struct Record: Decodable {
    var valid: Bool
    var problem: String?
    var receipt: [String: String]?
  }
}
