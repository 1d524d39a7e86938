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
    try checkSize(request)
    let pages = isOfInterface(request.uri.path) ? nil : api.pages
    return try await limits.within(api.settings.limits.arrival) { extend in
      var context = context
      context.extend = extend
      if let response = try await matched(request, context, pages) { return response }
      let problem = unmatched(request, context.exchange, pages)
      guard let pages, isFromBrowser(request) else { throw problem }
      var response = try await pages.refusal(
        request, problem.kind.status, context.exchange.requestID)
      for field in problem.fields { response.headers[field.name] = field.value }
      return response
    }
  }

  /// What the address of a request answers; nil if it is nobody's, or not for its method.
  private func matched(
    _ request: Request, _ context: APIContext, _ pages: OtherPages?
  ) async throws -> Response? {
    let exchange = context.exchange
    guard hasOneSpelling(request.uri.path) else { return nil }
    let asker = ClientAddress(trusted: api.settings.trustedProxies).find(request, context)
    let page = try await pages?.answer(request, exchange.requestID, asker, context.logger)
    if let page {
      exchange.template = page.template
      return page.response
    }
    let response = try await router.respond(to: request, context: context)
    return exchange.template == nil ? nil : response
  }

  /// Whether an address is one of programs' for certain, so that no page is looked for.
  private func isOfInterface(_ path: String) -> Bool { path.hasPrefix("/v1/") }

  /// Whether a page is liked better than a problem, as browsers say and programs do not.
  private func isFromBrowser(_ request: Request) -> Bool {
    let fields = request.headers[values: .accept]
    guard !fields.isEmpty else { return false }
    return AcceptField(fields.joined(separator: ",")).choose(from: [.problem, .html]) == .html
  }

  private func checkSize(_ request: Request) throws {
    let limits = api.settings.limits
    guard request.uri.string.utf8.count <= limits.target else {
      throw Problem(.uriTooLong, "An address may have up to \(limits.target) bytes.")
    }
    let size = request.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
    guard size <= limits.fields else {
      throw Problem(.headersTooLarge, "The fields may have up to \(limits.fields) bytes together.")
    }
  }

  /// The router skips empty segments; here an address has one spelling.
  private func hasOneSpelling(_ path: String) -> Bool {
    path.hasPrefix("/") && !path.contains("//") && (path == "/" || !path.hasSuffix("/"))
  }

  private func unmatched(
    _ request: Request, _ exchange: Exchange, _ pages: OtherPages?
  ) -> Problem {
    let path = request.uri.path
    guard hasOneSpelling(path), let found = methods.find(path) ?? pages?.methods(path) else {
      return Problem(.notFound)
    }
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
