import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import TenureAPI
import TenureDomain
import TenureEngine
import TenurePolicy
import TenurePortal
import TenureStore
import UnixSignals

/// A running server: the API on its port, and metrics on one of their own.
struct TenureServer {
  let settings: ServerSettings
  let home: URL
  let opened: OpenedEngine
  let logger: Logger
  /// How people sign in to the pages.
  var signIn: [any SignInProvider] = [CodeSignIn()]
  /// Whether the pages let people buy, which only a demonstration does.
  var sells = false
  /// Is told the port once the API listens.
  var onRunning: @Sendable (Int) async -> Void = { _ in }

  /// Serves until the process is told to end: what is in flight is finished first, and a second
  /// signal does not wait.
  func run() async throws {
    let metrics = ServerMetrics(version: Tenure.version, storeName: opened.storeName)
    let readiness = Readiness(opened)
    let portal = try Portal(
      engine: opened.engine, folder: HomeFolder.general(for: home) ?? home,
      settings: PortalSettings(
        publicURL: settings.publicURL, providers: signIn, sells: sells,
        prices: sells ? DemoPrices.list : .empty, version: Tenure.version,
        storeName: opened.storeName))
    let api = APIServices(
      engine: opened.engine, settings: apiSettings, metrics: metrics,
      documents: try APIDocuments(folder: home), work: work,
      pages: pages(of: portal),
      problems: { await readiness.problems() })
    let application = try APIApplication.make(
      api, logger: logger, server: transport,
      onRunning: { [logger, settings, onRunning] port in
        logger.notice(
          "the server listens", metadata: ["host": "\(settings.host)", "port": "\(port)"])
        await onRunning(port)
      })
    var services: [any Service] = [
      Housekeeping(engine: opened.engine, logger: logger, metrics: metrics),
      WorkService(
        worker: Worker(engine: opened.engine, name: opened.workerName), logger: logger,
        metrics: metrics), application,
    ]
    if let port = settings.metricsPort {
      services.append(
        MetricsApplication.make(
          metrics, host: settings.host, port: port, logger: logger,
          onRunning: { [logger, settings] port in
            logger.notice(
              "metrics are served", metadata: ["host": "\(settings.host)", "port": "\(port)"])
          }))
    }
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(30)
    let impatience = endAtSecondSignal()
    defer { impatience.cancel() }
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      let ports = [settings.port, settings.metricsPort].compactMap { $0 }.map(String.init)
      throw OperationFailure(
        problem: "\(settings.host):\(ports.joined(separator: ", ")): somebody else listens there",
        remedy: "stop them, or choose another port by `--port`")
    }
  }

  private func pages(of portal: Portal) -> OtherPages {
    OtherPages(
      methods: { portal.methods(of: $0) },
      refusal: { try await portal.refuse($0, status: $1, requestID: $2) },
      answer: { try await portal.respond(to: $0, requestID: $1, from: $2, logger: $3) })
  }

  /// Who sends a second signal does not want to wait for what is in flight. What was answered is on
  /// disk, so nothing that was promised is lost.
  private func endAtSecondSignal() -> Task<Void, Never> {
    Task { [logger] in
      var first: ContinuousClock.Instant?
      for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
        let now = ContinuousClock.now
        // Some programs send one wish twice: to the process, and to its group.
        guard let first, now - first > .seconds(1) else {
          first = first ?? now
          continue
        }
        logger.warning("a second signal: the server ends without waiting")
        _exit(ExitStatus.finding.rawValue)
      }
    }
  }

  /// What an operator asks of this process, beside the verbs of the engine.
  private var work: OperatorWork {
    let (opened, folder) = (opened, settings.backupFolder)
    var work = OperatorWork(check: { try JSONText.bytes(try await opened.check { _ in }) })
    if case .file = opened.place {
      work.backup = {
        try JSONText.bytes(try await opened.backup(to: nil, folder: folder) { _, _ in })
      }
    }
    return work
  }

  private var apiSettings: APISettings {
    var api = APISettings(
      host: settings.host, port: settings.port, publicURL: settings.publicURL,
      version: Tenure.version, storeName: opened.storeName)
    api.trustedProxies = settings.trustedProxies.compactMap(NetworkRange.init)
    switch settings.rateLimit {
    case .off: api.rate = nil
    case .perSecond(let count, let burst):
      api.rate?.perSecond = count
      api.rate?.burst = burst
    }
    return api
  }

  private func transport(_ plain: HTTPServerBuilder) throws -> HTTPServerBuilder {
    guard let tls = settings.tls else { return plain }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(tls.certificate).map {
        .certificate($0)
      },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.key, format: .pem)))
    configuration.minimumTLSVersion = .tlsv12
    return try .tls(plain, tlsConfiguration: configuration)
  }
}
