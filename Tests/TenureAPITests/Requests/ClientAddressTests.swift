import Testing

@testable import TenureAPI

/// Proxies are believed only if they are trusted.
@Suite struct ClientAddressTests {
  private func find(_ peer: String, _ forwardedFor: [String], forwarded: [String] = []) -> String {
    let trusted = ["10.0.0.0/8", "2001:db8::/32"].compactMap(NetworkRange.init)
    return ClientAddress(trusted: trusted).find(
      peer: peer, forwarded: forwarded, forwardedFor: forwardedFor)
  }

  @Test func `a stranger's word about others is not believed`() {
    #expect(find("192.0.2.1", ["198.51.100.7"]) == "192.0.2.1")
  }

  @Test func `the nearest address that is no trusted proxy is the client`() {
    #expect(find("10.1.1.1", ["203.0.113.9, 198.51.100.7, 10.2.2.2"]) == "198.51.100.7")
    #expect(find("2001:db8::5", ["198.51.100.7:4711"]) == "198.51.100.7")
    #expect(find("10.1.1.1", []) == "10.1.1.1")
    #expect(find("10.1.1.1", ["198.51.100.7, nonsense"]) == "10.1.1.1")
  }

  @Test func `Forwarded is read before X-Forwarded-For`() {
    let element = #"for="[2a00::7]:80";proto=https, for=10.9.9.9"#
    #expect(find("10.1.1.1", ["198.51.100.7"], forwarded: [element]) == "2a00::7")
  }

  @Test func `ranges hold the addresses that share their first bits`() throws {
    let range = try #require(NetworkRange("192.0.2.128/25"))
    for (text, isIn) in [("192.0.2.128", true), ("192.0.2.127", false), ("192.0.2.255", true)] {
      #expect(range.contains(try #require(NetworkAddress(text[...]))) == isIn)
    }
    let mapped = try #require(NetworkAddress("::ffff:192.0.2.200"))
    #expect(range.contains(mapped))
    for bad in ["", "192.0.2", "192.0.2.256", "192.0.2.0/33", "1::2::3", "12345::", "a.b.c.d"] {
      #expect(NetworkRange(bad) == nil, "\(bad)")
    }
  }
}
