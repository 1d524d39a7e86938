import Synchronization
public import TenureDomain
public import TenureEngine

/// A clock that stands until it is moved.
public final class ManualClock: WallClock {
  private let time: Mutex<Timestamp>

  public init(_ start: Timestamp) {
    time = Mutex(start)
  }

  public func now() -> Timestamp { time.withLock { $0 } }

  public func move(to instant: Timestamp) {
    time.withLock { $0 = instant }
  }
}
