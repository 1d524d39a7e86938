import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// An answer of a server.
struct Received: Sendable, Hashable, CustomTestStringConvertible {
  let status: Int
  let form: String
  let retryAfter: String?
  let isReplay: Bool
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var testDescription: String { "\(status) \(text.prefix(300))" }
  /// The id of the receipt in the answer to an act.
  var receipt: String? { (try? body(as: ActAnswer.self))?.receipt.id }
  var outcome: String? { (try? body(as: ActAnswer.self))?.outcome }
  /// What kind of problem it is; nil if it is none.
  var problem: String? { (try? body(as: ProblemKind.self))?.type }
  /// Whether it tells, as it should, that the same request may succeed later.
  var isRetryable: Bool { status == 503 && problem != nil && retryAfter.flatMap(Int.init) != nil }

  func body<Body: Decodable>(as type: Body.Type) throws -> Body {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
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
  private func send(
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

  func post(
    _ target: String, _ body: String? = nil, once: String? = nil, to port: Int
  ) async throws -> Received {
    try await send(.POST, target, body, once: once, to: port)
  }

  /// All items of a list, page by page.
  func items<Item: Decodable>(
    _ type: Item.Type, of target: String, from port: Int
  ) async throws -> [Item] {
    var items: [Item] = []
    var next: String? = "\(target)?limit=100"
    while let place = next {
      let page = try await get(place, from: port)
      guard page.status == 200 else {
        throw FaultTestError("\(place) answers \(page.status): \(page.text)")
      }
      let body = try page.body(as: Page<Item>.self)
      items += body.items
      next = body.next
    }
    return items
  }
}
