import Synchronization

/// One token bucket a caller. A bucket fills steadily and each request takes one token.
final class RateLimiter: Sendable {
  private struct Bucket {
    /// When the bucket would be full if nothing more were taken, in microseconds.
    var full: Int64
  }

  private struct State {
    var buckets: [String: Bucket] = [:]
  }

  /// Microseconds in which one token arrives.
  private let interval: Int64
  /// Microseconds in which an empty bucket fills.
  private let span: Int64
  private let capacity: Int
  private let state = Mutex(State())

  /// - Parameter perSecond: at least 1, like the other two.
  init(perSecond: Int, burst: Int, callers: Int) {
    interval = 1_000_000 / Int64(max(1, perSecond))
    span = interval * Int64(max(1, burst))
    capacity = max(1, callers)
  }

  /// Takes a token.
  ///
  /// - Parameter now: microseconds of a clock that never goes back.
  /// - Returns: nil if there was one, else after how many seconds there will be.
  func take(_ caller: String, at now: Int64) -> Int? {
    state.withLock { state in
      let full = max(state.buckets[caller]?.full ?? now, now)
      let next = full + interval
      guard next - now <= span else {
        return Int((next - now - span + 999_999) / 1_000_000)
      }
      if state.buckets[caller] == nil, state.buckets.count >= capacity { makeRoom(&state, now) }
      state.buckets[caller] = Bucket(full: next)
      return nil
    }
  }

  /// Forgets the full buckets, which say nothing; if none is full, the fuller half.
  private func makeRoom(_ state: inout State, _ now: Int64) {
    state.buckets = state.buckets.filter { $0.value.full > now }
    guard state.buckets.count >= capacity else { return }
    let middle = state.buckets.values.map(\.full).sorted()[capacity / 2]
    state.buckets = state.buckets.filter { $0.value.full > middle }
  }

  /// Callers remembered.
  var count: Int { state.withLock { $0.buckets.count } }
}
