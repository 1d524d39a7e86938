import HTTPTypes
import TenureEngine

extension Endpoints {
  /// What says how the interface is used.
  static let documents: [Endpoint] = [
    .get("getJWKS", "/.well-known/jwks.json") { call in
      document(.bytes(call.engine.keys.keySet.jwks, .json))
    }.open,
    .get("getOpenAPI", "/openapi.yaml", forms: [.yaml]) { call in
      document(.bytes(call.api.documents.openAPI, .yaml))
    }.open,
    .get("getDocs", "/docs", forms: [.html]) { call in
      document(.bytes(try call.api.documents.page(), .html))
    }.open,
  ]

  /// A document that is the same for everybody; it may be kept for five minutes.
  static func document(_ body: Reply.Body) -> Reply {
    var reply = Reply(.ok, body)
    reply.fields[.cacheControl] = "public, max-age=300"
    return reply
  }
}
