public import TenureDomain

/// Notices a wall clock that leaps: against the machine's steady clock, which counts the time that
/// really passes, and against the database's.
///
/// A worker that believed such a clock would delete data months too early.
public struct ClockWatch: Sendable {
  /// What is more than this apart is a leap.
  public static let toleranceSeconds: Int64 = 3_600

  /// What a clock did.
  public struct Leap: Sendable, Hashable {
    public enum Against: String, Sendable {
      case steadyClock = "this machine's steady clock"
      case database = "the database's clock"
    }

    public let against: Against
    /// How far the wall clock is ahead; negative if it is behind.
    public let seconds: Int64

    /// Such as `the wall clock is 86400 seconds ahead of the database's clock`.
    public var text: String {
      let side = seconds < 0 ? "behind" : "ahead of"
      return "the wall clock is \(abs(seconds)) seconds \(side) \(against.rawValue)"
    }
  }

  private var first: (wall: Timestamp, steady: Duration)?

  public init() {}

  /// Looks at the clocks once more.
  ///
  /// - Parameters:
  ///   - steady: how long the machine has run, or any other count that never leaps.
  ///   - database: nil where the database has no clock of its own.
  /// - Returns: the leap that holds at this moment, nil if the clocks agree.
  public mutating func leap(
    wall: Timestamp, steady: Duration, database: Timestamp?
  ) -> Leap? {
    if let database {
      let ahead = (wall.microseconds - database.microseconds) / 1_000_000
      if abs(ahead) > Self.toleranceSeconds { return Leap(against: .database, seconds: ahead) }
    }
    guard let first else {
      self.first = (wall, steady)
      return nil
    }
    let passed = (wall.microseconds - first.wall.microseconds) / 1_000_000
    let ahead = passed - (steady - first.steady).components.seconds
    guard abs(ahead) > Self.toleranceSeconds else {
      // Clocks drift and are set right by little; what adds up over months is no leap.
      self.first = (wall, steady)
      return nil
    }
    return Leap(against: .steadyClock, seconds: ahead)
  }

  /// Believes the wall clock from now on, because an operator does.
  public mutating func trust() {
    first = nil
  }
}
