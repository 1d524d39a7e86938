import TenureEngine
import Testing

@testable import TenureAPI

@Suite struct RunningServerTests {
  @Test func `a server that lives says so, and is ready unless something is missing`() async throws
  {
    try await TestServer.run { server in
      let live = try await server.get("/health/live", key: .some(nil))
      #expect(live.status == 200)
      #expect(live.text == #"{"status":"live"}"#)
      let ready = try await server.get("/health/ready", key: .some(nil))
      #expect(ready.text == #"{"problems":[],"status":"ready"}"#)
    }
    let problems: @Sendable () async -> [String] = { ["the key is not the cluster's"] }
    try await TestServer.run(problems: problems) { server in
      let ready = try await server.get("/health/ready", key: .some(nil))
      #expect(ready.status == 503)
      #expect(ready.json["problems"][0].text == "the key is not the cluster's")
    }
  }
}
