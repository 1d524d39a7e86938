#if PostgreSQL
  import Foundation
  import Synchronization

  /// Something that a thread waits for until it has been opened so many times.
  final class Gate: Sendable {
    private let condition = NSCondition()
    private let missing: Mutex<Int>

    init(count: Int = 1) {
      missing = Mutex(count)
    }

    var isOpen: Bool { missing.withLock { $0 <= 0 } }

    func open() {
      condition.lock()
      defer { condition.unlock() }
      missing.withLock { $0 -= 1 }
      condition.broadcast()
    }

    /// Blocks the thread, as a slow closure of a transaction does.
    func wait() {
      condition.lock()
      defer { condition.unlock() }
      while !isOpen { condition.wait() }
    }

    /// Waits without blocking a thread.
    func opened() async {
      while !isOpen { try? await Task.sleep(for: .milliseconds(2)) }
    }
  }

  /// A value that several tasks change.
  final class Shared<Value: Sendable>: Sendable {
    private let content: Mutex<Value>

    init(_ value: Value) {
      content = Mutex(value)
    }

    var value: Value { content.withLock { $0 } }

    func change(_ body: (inout Value) -> Void) { content.withLock { body(&$0) } }
  }
#endif
