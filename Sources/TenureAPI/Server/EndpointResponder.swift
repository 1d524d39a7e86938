import HTTPTypes
import Hummingbird
import TenureEngine

/// Does what all endpoints have in common, then calls the one.
struct EndpointResponder: HTTPResponder {
  let endpoint: Endpoint
  let api: APIServices
  let gate: CallerGate

  private var limits: RequestLimits { api.settings.limits }

  func respond(to request: Request, context: APIContext) async throws -> Response {
    let exchange = context.exchange
    exchange.template = endpoint.template
    let caller = try await gate.caller(of: request, context: context, at: endpoint)
    let query = try QueryFields(request.uri.query, allowed: endpoint.query)
    let accept = request.headers[values: .accept]
    let wished = accept.isEmpty ? nil : accept.joined(separator: ",")
    guard let form = AcceptField(wished).choose(from: endpoint.forms) else {
      let names = endpoint.forms.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      throw Problem(.notAcceptable, "There is \(names).")
    }
    let parameters = try parameters(of: context)
    let body = try await body(of: request, context: context)
    exchange.phase = .answering
    context.extend?(to: endpoint.isLong ? limits.longAnswer : limits.answer)
    let call = Call(
      api: api, endpoint: endpoint, request: request, parameters: parameters, query: query,
      form: form, body: body, caller: caller, exchange: exchange)
    var reply = try await endpoint.handler(call)
    if endpoint.forms.count > 1 { reply.fields[.vary] = "Accept" }
    return try conditional(reply, request)
  }

  /// The path's parameters, decoded once.
  private func parameters(of context: APIContext) throws -> [String: String] {
    var parameters: [String: String] = [:]
    for (name, value) in context.parameters {
      guard let decoded = PercentCoding.decoded(value) else {
        throw Problem(.malformedRequest, "The path is badly percent-encoded.")
      }
      parameters[String(name)] = decoded
    }
    return parameters
  }

  private func body(of request: Request, context: APIContext) async throws -> [UInt8] {
    let (form, limit): (MediaType, Int)
    switch endpoint.input {
    case .nothing: return []
    case .optionalBody(let read):
      let fields = request.headers
      guard fields[.contentType] != nil || (fields[.contentLength] ?? "0") != "0" else { return [] }
      (form, limit) = (read, limits.body)
    case .body(let read): (form, limit) = (read, limits.body)
    case .largeBody(let read): (form, limit) = (read, limits.importBody)
    }
    try RequestBytes.check(request, form: form, limit: limit)
    return try await RequestBytes.collect(request, upTo: limit)
  }

  /// 304 for a version that the client has already.
  private func conditional(_ reply: Reply, _ request: Request) throws -> Response {
    let fields = request.headers[values: .ifNoneMatch]
    guard endpoint.method == .get, let tag = reply.tag, !fields.isEmpty else {
      return reply.response
    }
    let condition = try EntityTag.condition(
      fields.joined(separator: ","), name: "If-None-Match", weak: true)
    switch condition {
    case .tags(let tags) where !tags.contains(tag): return reply.response
    default:
      var unchanged = Reply(.notModified, tag: tag)
      unchanged.fields = reply.fields
      return unchanged.response
    }
  }
}
