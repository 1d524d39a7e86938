import HTTPTypes
import Hummingbird
import NIOCore
import TenureEngine

/// Finds out who asks, and holds back who asks too often.
struct CallerGate: Sendable {
  let engine: Engine
  let stopwatch: Stopwatch
  private let addresses: ClientAddress
  private let known: RateLimiter?
  private let unknown: RateLimiter?

  init(engine: Engine, settings: APISettings, stopwatch: Stopwatch) {
    self.engine = engine
    self.stopwatch = stopwatch
    addresses = ClientAddress(trusted: settings.trustedProxies)
    known = settings.rate.map {
      RateLimiter(perSecond: $0.perSecond, burst: $0.burst, callers: $0.callers)
    }
    unknown = settings.rate.map {
      RateLimiter(
        perSecond: $0.perSecondUnknown, burst: $0.burstUnknown, callers: $0.callers)
    }
  }

  /// The caller; nil if the endpoint is open to anybody.
  ///
  /// - Throws: `Problem` if a credential is needed and not there, or too many requests came.
  func caller(
    of request: Request, context: APIContext, at endpoint: Endpoint
  ) async throws -> Caller? {
    if endpoint.isGuessed { try take(from: unknown, address(of: request, context)) }
    if endpoint.isOpen { return nil }
    guard let credential = Self.credential(request.headers[values: .authorization]),
      let caller = try await engine.caller(credential)
    else {
      try take(from: unknown, address(of: request, context))
      throw Problem(.unauthenticated, fields: [.wwwAuthenticate: #"Bearer realm="tenure""#])
    }
    context.exchange.caller = caller.name
    try take(from: known, caller.name)
    return caller
  }

  private func take(from limiter: RateLimiter?, _ name: String) throws {
    guard let seconds = limiter?.take(name, at: stopwatch.microseconds()) else { return }
    throw Problem(.tooManyRequests, fields: [.retryAfter: "\(seconds)"])
  }

  private func address(of request: Request, _ context: APIContext) -> String {
    addresses.find(request, context)
  }

  /// The credential of the one `Authorization: Bearer` field.
  private static func credential(_ fields: [String]) -> Credential? {
    guard fields.count == 1, let field = fields.first else { return nil }
    let parts = field.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return Credential(String(parts[1]))
  }
}

extension ClientAddress {
  /// Whose address a request came from.
  func find(_ request: Request, _ context: APIContext) -> String {
    find(
      peer: context.channel.remoteAddress?.ipAddress ?? "",
      forwarded: request.headers[values: .forwarded],
      forwardedFor: request.headers[values: .forwardedFor])
  }
}
