import Synchronization
import TenureDomain

/// Keys that were read a moment ago, so that a program that asks hundreds of times a second does
/// not have its key read each time.
///
/// A revocation holds at once in the process that carries it out. Other servers of the same
/// database learn of it within ``life``.
final class KnownKeys: Sendable {
  /// How long a key is known, in microseconds.
  static let life: Int64 = 1_000_000
  /// So many are known at a time.
  static let limit = 1_000

  private struct State {
    var keys: [KeyID: (record: KeyRecord, at: Timestamp)] = [:]
    /// How often a key was forgotten.
    var mark = 0
  }

  private let state = Mutex(State())

  /// A key if it is known.
  func find(_ id: KeyID, at now: Timestamp) -> KeyRecord? {
    state.withLock { state in
      guard let known = state.keys[id], known.at <= now, now - known.at < Self.life else {
        return nil
      }
      return known.record
    }
  }

  /// Take it before a key is read, and hand it over with the key.
  var mark: Int { state.withLock { $0.mark } }

  /// Keeps a key, unless one was forgotten since it was read: then it may be this one.
  func keep(_ record: KeyRecord, at now: Timestamp, readAfter mark: Int) {
    state.withLock { state in
      guard state.mark == mark else { return }
      if state.keys.count >= Self.limit { state.keys = [:] }
      state.keys[record.id] = (record, now)
    }
  }

  /// Forgets a key that has changed.
  func forget(_ id: KeyID) {
    state.withLock { state in
      state.mark += 1
      state.keys[id] = nil
    }
  }
}
