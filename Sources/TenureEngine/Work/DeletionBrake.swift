import Synchronization
import TenureDomain

/// How many deletions within a day are usual.
public struct DeletionLimit: Sendable, Hashable {
  /// The share of all subscriptions, in per cent: 1 to 100.
  public var percent: Int
  /// So many are always usual, however few subscriptions there are.
  public var atLeast: Int

  public init(percent: Int = 5, atLeast: Int = 20) {
    self.percent = percent
    self.atLeast = atLeast
  }
}

/// How many subscriptions there are, counted now and then: a count reads every row.
final class SubscriptionTally: Sendable {
  private static let life: Int64 = 300_000_000
  private let known = Mutex<(count: Int, at: Timestamp)?>(nil)

  func count(at now: Timestamp, _ tx: any StoreReader) throws -> Int {
    let kept = known.withLock { $0 }
    if let kept, kept.at <= now, now - kept.at < Self.life { return kept.count }
    let count = try tx.subscriptionCount()
    known.withLock { $0 = (count, now) }
    return count
  }
}

extension Engine {
  /// Puts the brake on deletions on if more of them have their first day within a day of now than
  /// is usual. Those made before the brake was last released are let through.
  ///
  /// - Returns: whether it was put on by this.
  @discardableResult
  public func brakeForDeletions() async throws -> Bool {
    let (now, limit) = (clock.now(), deletionLimit)
    let reason = try await store.read { [self] tx -> String? in
      let state = try tx.state(of: .deletions)
      if state?.isOn == true { return nil }
      let released = state?.released.flatMap { Timestamp($0) }
      func count(upTo bound: Int) throws -> Int {
        try tx.irreversibleTasks(around: now, madeAfter: released, upTo: bound)
      }
      guard try count(upTo: limit.atLeast + 1) > limit.atLeast else { return nil }
      let subscriptions = try subscriptionTally.count(at: now, tx)
      let most = max(limit.atLeast, subscriptions * limit.percent / 100)
      guard try count(upTo: most + 1) > most else { return nil }
      return "more than \(most) deletions are due within a day, of \(subscriptions) subscriptions"
    }
    guard let reason else { return false }
    return try await store.write { try $0.apply(.deletions, because: reason, at: now) }
  }
}
