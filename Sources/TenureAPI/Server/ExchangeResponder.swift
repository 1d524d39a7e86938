import HTTPTypes
public import Hummingbird
import Logging
import TenureEngine

/// The outermost part of the server: names each request, ends what takes too long, turns every
/// error into a problem, and leaves one line in the log.
public struct ExchangeResponder: HTTPResponder {
  public typealias Context = APIContext

  let router: RouterResponder<APIContext>
  let methods: MethodTable
  let api: APIServices
  let limits: TimeLimits

  public func respond(to request: Request, context: APIContext) async -> Response {
    var context = context
    let exchange = Exchange(
      requestID: requestID(of: request), began: api.stopwatch.microseconds())
    context.exchange = exchange
    api.metrics.begin()
    var response: Response
    do {
      response = try await answer(request, context)
    } catch {
      response = failure(error, request, context)
    }
    if request.method == .head { response = response.createHeadResponse() }
    response.headers[.requestID] = exchange.requestID
    SecurityFields.add(
      to: &response.headers, isPublic: response.headers[.cacheControl] != nil,
      isSecure: api.settings.publicURL.hasPrefix("https://"))
    note(request, response, exchange, context.logger)
    return response
  }

  private func requestID(of request: Request) -> String {
    RequestName.told(request.headers[.requestID])
      ?? RequestName.told(request.headers[.foreignRequestID])
      ?? RequestName.made(of: api.engine.ids.secret(bytes: 12))
  }

  private func answer(_ request: Request, _ context: APIContext) async throws -> Response {
    try checkTarget(request)
    let router = router
    let pages = isOfInterface(request.uri.path) ? nil : api.pages
    let addresses = ClientAddress(trusted: api.settings.trustedProxies)
    let response = try await limits.within(api.settings.limits.arrival) { extend in
      var context = context
      context.extend = extend
      let exchange = context.exchange
      let asker = addresses.find(request, context)
      if let page = try await pages?(request, exchange.requestID, asker, context.logger) {
        exchange.template = page.template
        return page.response
      }
      return try await router.respond(to: request, context: context)
    }
    guard context.exchange.template == nil else { return response }
    throw unmatched(request, context.exchange)
  }

  /// Whether an address is one of programs' for certain, so that no page is looked for.
  private func isOfInterface(_ path: String) -> Bool { path.hasPrefix("/v1/") }

  private func checkTarget(_ request: Request) throws {
    let limits = api.settings.limits
    guard request.uri.string.utf8.count <= limits.target else {
      throw Problem(.uriTooLong, "An address may have up to \(limits.target) bytes.")
    }
    let size = request.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
    guard size <= limits.fields else {
      throw Problem(.headersTooLarge, "The fields may have up to \(limits.fields) bytes together.")
    }
    let path = request.uri.path
    // The router skips empty segments; here an address has one spelling.
    guard path.hasPrefix("/"), !path.contains("//"), path == "/" || !path.hasSuffix("/") else {
      throw Problem(.notFound)
    }
  }

  private func unmatched(_ request: Request, _ exchange: Exchange) -> Problem {
    guard let found = methods.find(request.uri.path) else { return Problem(.notFound) }
    exchange.template = found.template
    let names = found.methods.joined(separator: ", ")
    return Problem(.methodNotAllowed, "This path has \(names).", fields: [.allow: names])
  }

  private func failure(
    _ error: any Error, _ request: Request, _ context: APIContext
  ) -> Response {
    let problem = Problem(error, phase: context.exchange.phase)
    if problem.kind == .internalError {
      // The kind of error is told and nothing more: its text may hold personal data.
      context.logger.error(
        "internal error",
        metadata: [
          "request": "\(context.exchange.requestID)", "error": "\(Problem.name(of: error))",
        ])
    }
    if problem.kind == .contentTooLarge || problem.kind == .requestTimeout {
      // What still comes of the body is not waited for.
      let channel = context.channel
      _ = channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
    let bytes = problem.body(requestID: context.exchange.requestID)
    var reply = Reply(problem.kind.status, .bytes(bytes, .problem))
    reply.fields = problem.fields
    if problem.kind == .contentTooLarge || problem.kind == .requestTimeout {
      reply.fields[.connection] = "close"
    }
    if let seconds = problem.kind.retryAfter, reply.fields[.retryAfter] == nil {
      reply.fields[.retryAfter] = "\(seconds)"
    }
    return reply.response
  }

  private func note(
    _ request: Request, _ response: Response, _ exchange: Exchange, _ logger: Logger
  ) {
    let elapsed = api.stopwatch.microseconds() - exchange.began
    let template = exchange.template
    api.metrics.end(
      method: request.method, template: template, status: response.status.code,
      microseconds: elapsed)
    guard api.settings.logsRequests else { return }
    logger.info(
      "request",
      metadata: [
        "method": "\(ServerMetrics.label(request.method))", "route": "\(template ?? "unmatched")",
        "status": "\(response.status.code)", "microseconds": "\(elapsed)",
        "request": "\(exchange.requestID)", "caller": "\(exchange.caller ?? "-")",
      ])
  }
}
