public import TenureDomain

/// Looks at the clocks before work is done, and puts the brake on where the wall clock leapt.
public struct ClockGuard: Sendable {
  /// What the clocks came to.
  public enum Finding: Sendable, Hashable {
    case trusted
    /// The brake is on, and an operator has not released it.
    case braked
    /// The wall clock leapt just now, and the brake is on since.
    case leapt(String)
  }

  private let engine: Engine
  /// A count of the time that passes, which never leaps.
  private let steady: @Sendable () -> Duration
  /// The clock of the database; nil where it has none of its own.
  private let database: @Sendable (any StoreReader) throws -> Timestamp?
  private var watch = ClockWatch()

  public init(
    _ engine: Engine, steady: @escaping @Sendable () -> Duration = ClockGuard.sinceBeginning,
    database: @escaping @Sendable (any StoreReader) throws -> Timestamp? = {
      try $0.databaseClock()
    }
  ) {
    self.engine = engine
    self.steady = steady
    self.database = database
  }

  /// - Throws: `StoreError` if the database cannot be reached.
  public mutating func look() async throws -> Finding {
    if try await engine.store.read({ try $0.isOn(.clock) }) {
      // An operator who releases the brake believes the clock as it is then.
      watch.trust()
      return .braked
    }
    let database = try await engine.store.read(database)
    let leap = watch.leap(wall: engine.clock.now(), steady: steady(), database: database)
    guard let leap else { return .trusted }
    let (reason, now) = (leap.text, engine.clock.now())
    _ = try await engine.store.write { try $0.apply(.clock, because: reason, at: now) }
    return .leapt(reason)
  }

  /// How long this process has run.
  @Sendable public static func sinceBeginning() -> Duration { ContinuousClock.now - beginning }

  private static let beginning = ContinuousClock.now
}
