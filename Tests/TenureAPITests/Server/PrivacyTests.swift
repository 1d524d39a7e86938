import Testing

@testable import TenureAPI

@Suite struct PrivacyTests {
  @Test func `no personal data and no secret reaches the log or the metrics`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let feedback = World.cancel.dropLast() + #","feedback":"Quokka says no"}"#
      _ = try await server.post(World.one + "/acts", String(feedback), once: "idem-canary")
      _ = try await server.get("/v1/accounts?email=kari@nordlys.example&name=Nordlys")
      _ = try await server.get("/v1/accounts/Quokka/people/kari@nordlys.example")
      let session = try await server.post(World.path + "/people/kari/sessions")
      let token = try #require(session.json["token"].text)
      _ = try await server.get("/v1/caller", key: token)
      _ = try await server.get("/v1/caller", key: "tnk_canary_canary")
      _ = try await server.post("/v1/accounts", #"{"name":"Quokka""#)
      let lines = server.log.lines
      #expect(lines.contains { $0.contains("request") && $0.contains("route=/v1/caller") })
      #expect(lines.contains { $0.contains("caller=\(server.operatorKeyID)") })
      let text = (lines + [PrometheusText(server.metrics).text]).joined(separator: "\n")
      for canary in [
        "Canary", "canary", "Quokka", "Kari", "nordlys.example", "Nordlys", token,
        server.operatorKey, "tns_",
      ] {
        #expect(!text.contains(canary), "\(canary)")
      }
    }
  }

  @Test func `metrics count by route, and nothing that a client sends becomes a label`()
    async throws
  {
    try await TestServer.run { server in
      try await server.makeWorld()
      _ = try await server.post(World.one + "/acts", World.cancel)
      for number in 0..<50 { _ = try await server.get("/nothing/\(number)") }
      _ = try await server.send("PROPFIND", "/v1/caller")
      let text = PrometheusText(server.metrics).text
      let act = #"method="POST",route="/v1/accounts/{account}/subscriptions/{subscription}/acts""#
      #expect(text.contains("tenure_http_requests_total{\(act),status=\"200\"} 1\n"))
      #expect(text.contains("_count{\(act)} 1\n"))
      #expect(text.contains(#"{method="GET",route="unmatched",status="404"} 50"#))
      #expect(text.contains(#"tenure_acts_total{outcome="permitted"} 1"#))
      #expect(text.contains(#"tenure_build_info{store="sqlite",version="1"} 1"#))
      #expect(text.contains(#"method="other""#))
      #expect(text.contains("tenure_http_requests_in_flight 0\n"))
      #expect(!text.contains("/nothing"))
    }
  }

  @Test func `buckets are upper ends in microseconds, inclusive`() {
    var histogram = Histogram()
    for microseconds: Int64 in [250, 251, 99_000_000] { histogram.record(microseconds) }
    #expect(histogram.counts.first == 1)
    #expect(histogram.counts[1] == 1)
    #expect(histogram.counts.last == 1)
    #expect(histogram.sum == 99_000_501)
  }
}
