public import TenureEngine

/// What the endpoints work with.
public struct APIServices: Sendable {
  public let engine: Engine
  public var settings: APISettings
  public let metrics: ServerMetrics
  /// What keeps the server from being ready, in words; empty if nothing does.
  public let problems: @Sendable () async -> [String]
  public let documents: APIDocuments
  let stopwatch: Stopwatch

  public init(
    engine: Engine, settings: APISettings, metrics: ServerMetrics, documents: APIDocuments,
    stopwatch: Stopwatch = .system,
    problems: @escaping @Sendable () async -> [String] = { [] }
  ) {
    self.engine = engine
    self.settings = settings
    self.metrics = metrics
    self.documents = documents
    self.stopwatch = stopwatch
    self.problems = problems
  }
}
