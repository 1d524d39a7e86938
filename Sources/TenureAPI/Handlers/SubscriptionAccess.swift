import HTTPTypes
import TenureDomain
import TenureEngine

extension Endpoints {
  /// What a product asks: who may do what, and until when that holds.
  static let subscriptionAccess: [Endpoint] = [
    .get("getAccess", subscriptionPath + "/access", query: ["at"]) { call in
      try timed(
        await call.engine.access(
          to: call.subscription(), of: call.account(), at: moment(call), by: call.known()))
    },
    .get("getAccountAccess", "/v1/accounts/{account}/access", query: ["product", "at"]) { call in
      guard let product = try call.text("product", upTo: 100) else {
        // Who may not ask learns nothing, not even what is wrong with the question.
        _ = try await call.engine.account(call.account(), by: call.known())
        throw Problem.invalid(
          "query.product", "the product is not named", "write a product such as `business-premium`")
      }
      return try timed(
        await call.engine.access(
          to: ProductID(product), of: call.account(), at: moment(call), by: call.known()))
    },
  ]

  private static func moment(_ call: Call) throws -> Timestamp? {
    try call.query.value("at", "write an instant such as `2027-01-01T00:00:00Z`") {
      Timestamp($0)
    }
  }

  /// The answer with how long it may be kept, and a tag that is another one whenever it is.
  private static func timed(_ answer: TimedAccess<some Encodable>) throws -> Reply {
    let json = try JSONText.bytes(answer.body)
    var reply = Reply(json: json, tag: EntityTag(digest: json))
    reply.fields[.cacheControl] =
      answer.seconds.map { "private, max-age=\($0)" }
      ?? "private, no-cache"
    reply.fields[.vary] = "Authorization"
    return reply
  }
}

extension EntityTag {
  /// The tag of what has no version: made of some 60 bits of the SHA-256 of its bytes.
  fileprivate init(digest bytes: [UInt8]) {
    let hash = Hash.sha256(bytes)
    func number(_ part: ArraySlice<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
    self.init(
      version: Int64(number(hash[0..<8]) % 9_999_999_999) + 1,
      passed: Int(number(hash[8..<16]) % 999_999_999) + 1)
  }
}
