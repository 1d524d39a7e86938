import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import TenureEngine
import Testing

@testable import TenureAPI

/// Every error is a problem, whatever goes wrong.
@Suite struct ProblemTests {
  private typealias Change = @Sendable (inout APISettings) -> Void

  private func expect(_ kind: ProblemKind, _ answer: Received) {
    #expect(answer.status == kind.status.code, "\(answer.text)")
    #expect(answer.form == "application/problem+json")
    #expect(answer.json["type"].text == kind.type)
    #expect(answer.json["requestId"].text == answer.header("tenure-request-id"))
  }

  @Test func `a path has one spelling`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      for path in ["/", "/v1", "/v1/accounts/", "/v1//accounts", "//v1/accounts", "/v2/accounts"] {
        expect(.notFound, try await server.get(path))
      }
      #expect(try await server.get("/v1/accounts/nord%6Cys").status == 200)
      #expect(try await server.get("/v1/accounts/nord%256Cys").status == 404)
    }
  }

  @Test func `a method that a path does not know is answered with those it knows`() async throws {
    try await TestServer.run { server in
      let answer = try await server.send("DELETE", "/v1/accounts")
      expect(.methodNotAllowed, answer)
      #expect(answer.header("allow") == "GET, HEAD, POST")
      expect(.methodNotAllowed, try await server.send("OPTIONS", "/v1/accounts/a/people"))
    }
  }

  @Test func `HEAD is GET without the body`() async throws {
    try await TestServer.run { server in
      let get = try await server.get("/v1/caller")
      let head = try await server.send("HEAD", "/v1/caller")
      #expect(head.status == 200)
      #expect(head.bytes.isEmpty)
      #expect(head.header("content-length") == "\(get.bytes.count)")
      #expect(try await server.send("HEAD", "/nothing").bytes.isEmpty)
    }
  }

  @Test func `what is too large or not read here is refused`() async throws {
    let small: Change = { $0.limits.body = 1000 }
    try await TestServer.run(change: small) { server in
      let large = #"{"name":"\#(String(repeating: "x", count: 2000))"}"#
      expect(.contentTooLarge, try await server.post("/v1/accounts", large))
      let form = try await server.send("POST", "/v1/accounts", "a: 1", form: "application/yaml")
      expect(.unsupportedMediaType, form)
      let coded = [("content-encoding", "gzip")]
      expect(
        .unsupportedMediaType,
        try await server.send("POST", "/v1/accounts", "{}", headers: coded))
      let field = [("x-long", String(repeating: "x", count: 40_000))]
      expect(.headersTooLarge, try await server.get("/v1/caller", headers: field))
      let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
      expect(.invalidInput, try await server.post("/v1/accounts", #"{"name":\#(deep)}"#))
    }
  }

  @Test func `every bad field is named`() async throws {
    try await TestServer.run { server in
      let answer = try await server.post("/v1/accounts", #"{"name":"","kind":"club","x":1}"#)
      expect(.invalidInput, answer)
      let fields = answer.json["errors"].items.compactMap { $0["field"].text }
      #expect(Set(fields).isSuperset(of: ["name", "kind"]), "\(answer.text)")
    }
  }

  @Test func `a body that does not arrive is not waited for`() async throws {
    let impatient: Change = { $0.limits.arrival = .milliseconds(200) }
    try await TestServer.run(change: impatient) { server in
      var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/v1/accounts")
      request.method = .POST
      request.headers.add(name: "authorization", value: "Bearer \(server.operatorKey)")
      request.headers.add(name: "content-type", value: "application/json")
      let slow = AsyncStream<ByteBuffer> { stream in
        stream.yield(ByteBuffer(string: "{"))
        Task {
          try await Task.sleep(for: .seconds(5))
          stream.finish()
        }
      }
      request.body = .stream(slow, length: .known(Int64(100)))
      let client = HTTPClient(eventLoopGroupProvider: .singleton)
      let answer = try? await client.execute(request, timeout: .seconds(10))
      try await client.shutdown()
      #expect(answer?.status == .requestTimeout)
    }
  }

  @Test func `who asks too often is told when to come back`() async throws {
    let rate: Change = { settings in
      var rate = RateLimit()
      (rate.perSecond, rate.burst, rate.perSecondUnknown, rate.burstUnknown) = (1, 2, 1, 1)
      settings.rate = rate
    }
    let still = Stopwatch { 0 }
    try await TestServer.run(change: rate, stopwatch: still) { server in
      #expect(try await server.get("/v1/caller").status == 200)
      #expect(try await server.get("/v1/caller").status == 200)
      let answer = try await server.get("/v1/caller")
      expect(.tooManyRequests, answer)
      #expect(answer.header("retry-after") == "1")
      #expect(try await server.get("/v1/caller", key: .some(nil)).status == 401)
      expect(.tooManyRequests, try await server.get("/v1/caller", key: .some(nil)))
      // Nobody tries codes faster than credentials.
      let code = try await server.send(
        "POST", "/v1/sign-in-codes/redemption", #"{"code":"x"}"#, key: .some(nil))
      expect(.tooManyRequests, code)
      #expect(try await server.get("/health/live", key: .some(nil)).status == 200)
    }
  }

  @Test func `a request keeps its sane name, and every answer is safe to show`() async throws {
    try await TestServer.run { server in
      let named = try await server.get("/v1/caller", headers: [("x-request-id", "mine-1")])
      #expect(named.header("tenure-request-id") == "mine-1")
      #expect(named.header("cache-control") == "no-store")
      #expect(named.header("x-content-type-options") == "nosniff")
      let mad = try await server.get("/v1/caller", headers: [("x-request-id", "<b>")])
      #expect(mad.header("tenure-request-id")?.hasPrefix("req_") == true)
      #expect(named.header("strict-transport-security") == nil)
      let page = try await server.get("/docs")
      #expect(page.header("content-security-policy")?.contains("style-src 'sha256-") == true)
    }
  }

  @Test func `a client that came by HTTPS never tries without`() async throws {
    let secure: Change = { $0.publicURL = "https://tenure.example" }
    try await TestServer.run(change: secure) { server in
      let live = try await server.get("/health/live")
      #expect(live.header("strict-transport-security") == "max-age=31536000")
    }
  }

  @Test func `an error of ours tells nothing but its request`() throws {
    struct Secret: Error { let name = "Kari Canary" }
    let problem = Problem(Secret(), phase: .answering)
    let text = String(decoding: problem.body(requestID: "req_1"), as: UTF8.self)
    #expect(problem.kind == .internalError)
    #expect(!text.contains("Canary"))
    #expect(Problem.name(of: Secret()) == "Secret")
    #expect(Problem(StoreError.commitUnknown, phase: .answering).kind == .outcomeUnknown)
    #expect(Problem(StoreError.full, phase: .answering).kind == .storageFull)
    #expect(Problem(StoreError.unavailable(""), phase: .answering).kind == .unavailable)
  }
}
