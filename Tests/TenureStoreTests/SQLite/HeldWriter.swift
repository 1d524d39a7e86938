import Dispatch

/// Holds up a thread that may block, until it is opened.
final class HeldWriter: Sendable {
  private let opened = DispatchSemaphore(value: 0)
  private let reached = DispatchSemaphore(value: 0)

  /// Blocks the thread until ``open()``.
  func wait() {
    reached.signal()
    opened.wait()
  }

  func open() {
    opened.signal()
  }

  /// Returns when a thread waits.
  func whenReached() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        self.reached.wait()
        continuation.resume()
      }
    }
  }
}
