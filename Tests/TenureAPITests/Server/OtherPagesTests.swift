import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import TenureAPI

/// Pages for people beside the interface: who asks for what decides in which form "no" is said.
@Suite struct OtherPagesTests {
  /// One page, at `/page`.
  private static let pages = OtherPages(
    methods: { $0 == "/page" ? (template: "/page", methods: ["GET", "HEAD"]) : nil },
    refusal: { request, status, id in html("\(status.code) \(request.uri.path) \(id)", status) },
    answer: { request, _, _, _ in
      guard request.uri.path == "/page", request.method == .get else { return nil }
      return (template: "/page", response: html("page"))
    })

  private static func html(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// What Chromium asks for when an address is typed.
  private static let browser = [
    (
      "accept",
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    )
  ]

  @Test func `a browser gets a page where nothing is`() async throws {
    try await TestServer.run(pages: Self.pages) { server in
      #expect(try await server.get("/page", headers: Self.browser).text == "page")
      for path in ["/nowhere", "/page/", "//page", "/v1"] {
        let lost = try await server.get(path, headers: Self.browser)
        #expect(lost.status == 404)
        #expect(lost.text == "404 \(path) \(lost.header("tenure-request-id") ?? "")")
        #expect(lost.header("cache-control") == "no-store")
      }
      let wrong = try await server.send("DELETE", "/page", headers: Self.browser)
      #expect(wrong.status == 405)
      #expect(wrong.header("allow") == "GET, HEAD")
      #expect(wrong.text.hasPrefix("405 /page "))
    }
  }

  @Test func `a program gets a problem`() async throws {
    try await TestServer.run(pages: Self.pages) { server in
      let programs: [[(String, String)]] = [
        [], [("accept", "*/*")], [("accept", "application/json")],
        [("accept", "text/html;q=0.1, application/problem+json")],
      ]
      for headers in programs {
        let lost = try await server.get("/nowhere", headers: headers)
        #expect(lost.status == 404)
        #expect(lost.form == "application/problem+json", "\(headers)")
        let wrong = try await server.send("POST", "/page", headers: headers)
        #expect(wrong.status == 405)
        #expect(wrong.form == "application/problem+json", "\(headers)")
        #expect(wrong.header("allow") == "GET, HEAD")
      }
    }
  }

  @Test func `the interface answers with problems, whoever asks`() async throws {
    try await TestServer.run(pages: Self.pages) { server in
      let lost = try await server.get("/v1/nowhere", headers: Self.browser)
      #expect(lost.status == 404)
      #expect(lost.form == "application/problem+json")
      let wrong = try await server.send("DELETE", "/v1/accounts", headers: Self.browser)
      #expect(wrong.status == 405)
      #expect(wrong.form == "application/problem+json")
    }
  }
}
