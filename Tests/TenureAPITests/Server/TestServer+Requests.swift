import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import TenureEngine
import Testing

@testable import TenureAPI

/// An answer of the server.
struct Received: Sendable {
  let status: Int
  let headers: HTTPHeaders
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var form: String { String((headers.first(name: "content-type") ?? "").prefix { $0 != ";" }) }
  var tag: String? { header("etag") }
  func header(_ name: String) -> String? { headers.first(name: name) }
  /// The body, if it is JSON.
  var json: RawJSON { (try? JSONText.value(RawJSON.self, bytes)) ?? .null }
}

extension RawJSON {
  subscript(name: String) -> RawJSON {
    if case .object(let members) = self { return members[name] ?? .null }
    return .null
  }
  subscript(position: Int) -> RawJSON {
    if case .list(let items) = self, items.indices.contains(position) { return items[position] }
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

extension TestServer {
  private static let client = HTTPClient(
    eventLoopGroupProvider: .singleton,
    configuration: HTTPClient.Configuration(redirectConfiguration: .disallow))

  /// Sends a request as the operator's key does, and holds the answer to the OpenAPI document.
  ///
  /// - Parameters:
  ///   - key: the credential; nil to send none.
  ///   - form: the `Content-Type`; JSON where there is a body and nothing is said.
  @discardableResult
  func send(
    _ method: String, _ target: String, _ body: String? = nil, key: String?? = .none,
    form: String? = nil, headers: [(String, String)] = []
  ) async throws -> Received {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(target)")
    request.method = HTTPMethod(rawValue: method)
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    if let key = key ?? operatorKey {
      request.headers.add(name: "authorization", value: "Bearer \(key)")
    }
    if let body {
      request.headers.add(name: "content-type", value: form ?? "application/json")
      request.body = .bytes(ByteBuffer(string: body))
    }
    let response = try await Self.client.execute(request, timeout: .seconds(30))
    let bytes = Array(try await response.body.collect(upTo: 64 << 20).readableBytesView)
    let received = Received(
      status: Int(response.status.code), headers: response.headers, bytes: bytes)
    check.hold(received, to: method, target)
    return received
  }

  func get(_ target: String, key: String?? = .none, headers: [(String, String)] = [])
    async throws -> Received
  {
    try await send("GET", target, key: key, headers: headers)
  }

  func post(_ target: String, _ body: String? = nil, once: String? = nil) async throws -> Received {
    try await send("POST", target, body, headers: once.map { [("idempotency-key", $0)] } ?? [])
  }

  /// A key with some scopes, perhaps for one account only.
  func key(_ scopes: [Scope], account: String? = nil) async throws -> String {
    let key = engine.key(label: "some", scopes: scopes, account: account.flatMap { AccountID($0) })
    try await engine.store.write { try $0.insert(key.record) }
    return key.secret
  }
}
