public import TenureEngine

/// What the endpoints work with.
public struct APIServices: Sendable {
  public let engine: Engine
  public var settings: APISettings
  public let metrics: ServerMetrics
  /// What keeps the server from being ready, in words; empty if nothing does.
  public let problems: @Sendable () async -> [String]
  public let documents: APIDocuments
  /// What an operator may ask of this server besides the engine's verbs.
  public let work: OperatorWork
  /// What is served besides the interface; nil if nothing is.
  public let pages: OtherPages?
  let stopwatch: Stopwatch

  public init(
    engine: Engine, settings: APISettings, metrics: ServerMetrics, documents: APIDocuments,
    work: OperatorWork = OperatorWork(), pages: OtherPages? = nil, stopwatch: Stopwatch = .system,
    problems: @escaping @Sendable () async -> [String] = { [] }
  ) {
    self.engine = engine
    self.settings = settings
    self.metrics = metrics
    self.documents = documents
    self.work = work
    self.pages = pages
    self.stopwatch = stopwatch
    self.problems = problems
  }
}

/// Work on the database as a whole, done by whoever opened it. Each answers JSON.
public struct OperatorWork: Sendable {
  /// Checks histories, ledger, constraints and editions; nil if this server cannot.
  public var check: (@Sendable () async throws -> [UInt8])?
  /// Writes a copy into the server's folder of back-ups; nil if this server cannot.
  public var backup: (@Sendable () async throws -> [UInt8])?

  public init(
    check: (@Sendable () async throws -> [UInt8])? = nil,
    backup: (@Sendable () async throws -> [UInt8])? = nil
  ) {
    self.check = check
    self.backup = backup
  }
}
