import Dispatch
import NIOCore
import Synchronization

/// Hands pieces from a thread that writes them to a task that sends them on, a few at a time: the
/// writer waits while they lie there, so that an export takes no more memory the more there is.
final class PieceQueue: Sendable {
  private struct State {
    var pieces: [ByteBuffer] = []
    var isEnded = false
    var isCancelled = false
    var failure: (any Error)?
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())
  /// One for each piece that may lie there. It begins empty and is filled, because a semaphore may
  /// not end with less than it began with.
  private let room = DispatchSemaphore(value: 0)

  init() {
    for _ in 0..<4 { room.signal() }
  }

  /// Adds a piece once there is room. It blocks the thread of the store, never one of the tasks'.
  ///
  /// - Throws: `CancellationError` if nobody takes pieces any more.
  func put(_ bytes: [UInt8]) throws {
    room.wait()
    let waiting = try state.withLock { state in
      if state.isCancelled { throw CancellationError() }
      state.pieces.append(ByteBuffer(bytes: bytes))
      return state.waiting.take()
    }
    waiting?.resume()
  }

  /// Says that no more pieces come.
  func end(_ failure: (any Error)?) {
    let waiting = state.withLock { state in
      state.isEnded = true
      state.failure = failure
      return state.waiting.take()
    }
    waiting?.resume()
  }

  /// Says that nobody takes pieces any more.
  func cancel() {
    state.withLock { $0.isCancelled = true }
    room.signal()
  }

  /// The next piece; nil after the last one.
  ///
  /// - Throws: what ended the writing.
  func next() async throws -> ByteBuffer? {
    while true {
      let piece: ByteBuffer? = try state.withLock { state in
        if !state.pieces.isEmpty { return state.pieces.removeFirst() }
        if let failure = state.failure { throw failure }
        return nil
      }
      if let piece {
        room.signal()
        return piece
      }
      if state.withLock({ $0.isEnded && $0.pieces.isEmpty && $0.failure == nil }) { return nil }
      await withCheckedContinuation { continuation in
        let mayGoOn = state.withLock { state in
          if state.isEnded || !state.pieces.isEmpty { return true }
          state.waiting = continuation
          return false
        }
        if mayGoOn { continuation.resume() }
      }
    }
  }
}
