import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import TenureEngine

/// An answer of a server.
struct Received: Sendable, Hashable {
  let status: Int
  let form: String
  let retryAfter: String?
  let isReplay: Bool
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }
  /// The body, if it is JSON.
  var json: RawJSON { (try? JSONText.value(RawJSON.self, bytes)) ?? .null }
  /// The id of the receipt in the answer to an act.
  var receipt: String? { json["receipt"]["id"].text }
  var outcome: String? { json["outcome"].text }
  /// What kind of problem it is; nil if it is none.
  var problem: String? { form == "application/problem+json" ? json["type"].text : nil }
  /// Whether it tells, as it should, that the same request may succeed later.
  var isRetryable: Bool { status == 503 && problem != nil && retryAfter.flatMap(Int.init) != nil }
}

/// Sends requests with the world's key.
final class APIClient: Sendable {
  private let http: HTTPClient
  private let credential: String

  init(credential: String) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout = HTTPClient.Configuration.Timeout(connect: .seconds(5))
    // A client of a test is told at once that nobody listens.
    configuration.connectionPool.retryConnectionEstablishment = false
    http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.credential = credential
  }

  func close() async { try? await http.shutdown() }

  /// - Throws: an error if no whole answer came.
  func send(
    _ method: HTTPMethod, _ target: String, _ body: String? = nil, once: String? = nil, to port: Int
  ) async throws -> Received {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(target)")
    request.method = method
    request.headers.add(name: "authorization", value: "Bearer \(credential)")
    if let once { request.headers.add(name: "idempotency-key", value: once) }
    if let body {
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(ByteBuffer(string: body))
    }
    let response = try await http.execute(request, timeout: .seconds(40))
    let bytes = Array(try await response.body.collect(upTo: 64 << 20).readableBytesView)
    let form = (response.headers.first(name: "content-type") ?? "").prefix { $0 != ";" }
    return Received(
      status: Int(response.status.code), form: String(form),
      retryAfter: response.headers.first(name: "retry-after"),
      isReplay: response.headers.first(name: "idempotency-replayed") == "true", bytes: bytes)
  }

  func get(_ target: String, from port: Int) async throws -> Received {
    try await send(.GET, target, to: port)
  }

  /// All items of a list, page by page.
  func items(_ target: String, from port: Int) async throws -> [RawJSON] {
    var items: [RawJSON] = []
    var next: String? = "\(target)?limit=100"
    while let place = next {
      let page = try await get(place, from: port)
      guard page.status == 200 else {
        throw FaultTestError("\(place) answers \(page.status): \(page.text)")
      }
      items += page.json["items"].items
      next = page.json["next"].text
    }
    return items
  }
}

extension RawJSON {
  subscript(name: String) -> RawJSON {
    if case .object(let members) = self { return members[name] ?? .null }
    return .null
  }
  var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }
  var number: Int64? {
    if case .integer(let number) = self { return number }
    return nil
  }
  var items: [RawJSON] {
    if case .list(let items) = self { return items }
    return []
  }
}
