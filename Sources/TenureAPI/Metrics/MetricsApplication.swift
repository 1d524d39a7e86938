import HTTPTypes
public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore

/// Serves `/metrics` on a port of its own, so that it need not be open to clients.
public enum MetricsApplication {
  public static func make(
    _ metrics: ServerMetrics, host: String, port: Int, logger: Logger,
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> Application<RouterResponder<BasicRequestContext>> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    router.get("/metrics") { _, _ in
      let text = PrometheusText(metrics).text
      return Response(
        status: .ok,
        headers: [
          .contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store",
        ],
        body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
    return Application(
      responder: router.buildResponder(),
      server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(60))),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
      logger: logger)
  }
}
