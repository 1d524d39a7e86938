import HTTPTypes
public import Hummingbird
public import HummingbirdCore
public import Logging
import NIOCore

/// The HTTP interface of an engine.
public enum APIApplication {
  /// The routes, one for each endpoint.
  static func router(
    _ endpoints: [Endpoint], _ api: APIServices
  ) -> Router<APIContext> {
    let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
    let gate = CallerGate(
      engine: api.engine, settings: api.settings, stopwatch: api.stopwatch)
    for endpoint in endpoints {
      router.on(
        RouterPath(endpoint.template), method: endpoint.method,
        responder: EndpointResponder(endpoint: endpoint, api: api, gate: gate))
    }
    return router
  }

  /// The application, to be run in a service group.
  ///
  /// - Parameters:
  ///   - server: HTTP over TLS or another transport instead of plain HTTP; it is handed the
  ///     configuration of plain HTTP.
  ///   - onRunning: is told the port that the server listens on.
  public static func make(
    _ api: APIServices, logger: Logger,
    server: (HTTPServerBuilder) throws -> HTTPServerBuilder = { $0 },
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) rethrows -> Application<ExchangeResponder> {
    let settings = api.settings
    let endpoints = Endpoints.all
    let limits = TimeLimits(stopwatch: api.stopwatch)
    let responder = ExchangeResponder(
      router: router(endpoints, api).buildResponder(),
      methods: MethodTable(endpoints.map { ($0.method, $0.template) }), api: api, limits: limits)
    return Application(
      responder: responder, server: try server(plain(settings)),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(
          settings.limits.connections)),
      services: [limits],
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? settings.port) },
      logger: logger)
  }

  private static func plain(_ settings: APISettings) -> HTTPServerBuilder {
    .http1(configuration: HTTP1Channel.Configuration(idleTimeout: settings.limits.idle))
  }
}
