import Synchronization
import TenureDomain

/// Counts tries to sign in by the address they come from, so that nobody tries one code after
/// another.
final class SignInTries: Sendable {
  /// So many wrong tries of one address are let through a minute.
  static let most = 10
  static let seconds = 60
  /// Of so many addresses the tries are remembered.
  private static let addresses = 10_000

  private struct Count {
    let since: Timestamp
    var tries: Int

    func isOver(at now: Timestamp) -> Bool {
      now < since || now >= since.adding(seconds: SignInTries.seconds)
    }
  }

  private let counts = Mutex<[String: Count]>([:])

  /// Counts a try before anybody knows whether it is right: of tries at the same time each counts.
  ///
  /// - Returns: whether it may be made.
  func begin(_ address: String, at now: Timestamp) -> Bool {
    counts.withLock { counts in
      var count = counts[address] ?? Count(since: now, tries: 0)
      if count.isOver(at: now) { count = Count(since: now, tries: 0) }
      guard count.tries < Self.most else { return false }
      count.tries += 1
      if counts[address] == nil, counts.count >= Self.addresses { Self.makeRoom(&counts, now) }
      counts[address] = count
      return true
    }
  }

  /// A try that was right does not count.
  func forgive(_ address: String) {
    counts.withLock { $0[address]?.tries -= 1 }
  }

  /// Forgets whose minute is over; if that is nobody's, who may still try, and at worst all.
  private static func makeRoom(_ counts: inout [String: Count], _ now: Timestamp) {
    counts = counts.filter { !$0.value.isOver(at: now) }
    if counts.count >= addresses { counts = counts.filter { $0.value.tries >= most } }
    if counts.count >= addresses { counts = [:] }
  }
}
