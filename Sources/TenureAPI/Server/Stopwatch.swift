/// Measures how long things take; it says nothing about what time it is.
public struct Stopwatch: Sendable {
  /// Microseconds since some moment, never fewer than before.
  public let microseconds: @Sendable () -> Int64

  public init(_ microseconds: @escaping @Sendable () -> Int64) {
    self.microseconds = microseconds
  }

  /// The system's monotonic clock.
  public static let system: Stopwatch = {
    let start = ContinuousClock.now
    return Stopwatch {
      let (seconds, attoseconds) = (ContinuousClock.now - start).components
      return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
  }()
}
