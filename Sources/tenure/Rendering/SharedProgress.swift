import Synchronization

/// A progress bar that several threads may draw.
final class SharedProgress: Sendable {
  private let bar = Mutex(ProgressBar())

  func show(_ done: Int, of total: Int, _ what: String) {
    bar.withLock { $0.show(done, of: total, what) }
  }

  func count(_ done: Int, _ what: String) {
    bar.withLock { $0.count(done, what) }
  }

  func clear() {
    bar.withLock { $0.clear() }
  }
}
