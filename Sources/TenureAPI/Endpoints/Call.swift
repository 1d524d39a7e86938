import HTTPTypes
import Hummingbird
import TenureDomain
import TenureEngine
import TenurePolicy

/// One request to one endpoint, checked as far as all endpoints have in common.
struct Call: Sendable {
  let api: APIServices
  let endpoint: Endpoint
  let request: Request
  let parameters: [String: String]
  let query: QueryFields
  /// The form of the answer that the client likes best.
  let form: MediaType
  let body: [UInt8]
  /// nil for endpoints that are open to anybody.
  let caller: Caller?
  let exchange: Exchange

  var engine: Engine { api.engine }

  /// The caller of an endpoint that asks for one.
  func known() throws -> Caller {
    guard let caller else { throw Problem(.unauthenticated) }
    return caller
  }

  /// An id of the path.
  ///
  /// - Throws: `Problem`: what cannot be an id names nothing.
  func id<Kind: IdentifierKind>(_ name: String, _ kind: Kind.Type) throws -> Identifier<Kind> {
    guard let id = parameters[name].flatMap({ Identifier<Kind>($0) }) else {
      throw Problem(.notFound)
    }
    return id
  }

  func account() throws -> AccountID { try id("account", Named.Account.self) }
  func person() throws -> PersonID { try id("person", Named.Person.self) }
  func subscription() throws -> SubscriptionID { try id("subscription", Named.Subscription.self) }

  /// A query parameter that is a text of at least one character.
  func text(_ name: String, upTo limit: Int) throws -> String? {
    try query.value(name, "write 1 to \(limit) characters") {
      (1...limit).contains($0.unicodeScalars.count) ? $0 : nil
    }
  }

  /// The request's `Idempotency-Key`, with what tells this request from others.
  func once() throws -> OnceOnly? {
    guard let key = try IdempotencyKey.read(request.headers[values: .idempotencyKey]) else {
      return nil
    }
    let target = Array("\(request.method.rawValue) \(request.uri.path)\n".utf8)
    return OnceOnly(key: key, fingerprint: Hash.sha256(target + body))
  }

  /// The version that `If-Match` names; nil if there is no such field or any version will do.
  ///
  /// - Throws: `Problem` if the field names no version, or several, of which only one could hold.
  func expectedVersion() throws -> Int64? {
    let fields = request.headers[values: .ifMatch]
    guard !fields.isEmpty else { return nil }
    let field = fields.joined(separator: ",")
    switch try EntityTag.condition(field, name: "If-Match", weak: false) {
    case .any: return nil
    case .tags(let tags):
      guard let version = tags.first?.version else { throw Problem(.preconditionFailed) }
      guard Set(tags.map(\.version)).count == 1 else {
        throw Problem(.malformedRequest, "`If-Match` names more than one version; name one")
      }
      return version
    }
  }

  /// The language that the client reads best of those there are; nil if it does not say.
  var language: String? {
    request.headers[.acceptLanguage].flatMap { field in
      LanguageField(field).choose(from: engine.shelf.messages.map(\.language))
    }
  }
}

extension HTTPField.Name {
  // The names are constants that are known to be names.
  static let idempotencyKey = known("Idempotency-Key")
  static let requestID = known("Tenure-Request-Id")
  static let foreignRequestID = known("X-Request-Id")
  static let forwarded = known("Forwarded")
  static let forwardedFor = known("X-Forwarded-For")
  static let replayed = known("Idempotency-Replayed")
  static let link = known("Link")
  static let referrerPolicy = known("Referrer-Policy")

  private static func known(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is a field name") }
    return name
  }
}
