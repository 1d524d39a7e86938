import Foundation

/// Counts the allocations of this process, if `Benchmarks/allocations.c` is preloaded into it.
struct Allocations {
  private typealias Counter = @convention(c) () -> UInt

  private let counter: Counter

  /// nil if nothing counts.
  init?() {
    guard let symbol = dlsym(nil, "tenure_allocations") else { return nil }
    counter = unsafeBitCast(symbol, to: Counter.self)
  }

  /// The allocations of one repetition, on average.
  func count(repetitions: Int, _ work: () -> Void) -> Double {
    work()
    let before = counter()
    for _ in 0..<repetitions { work() }
    return Double(counter() - before) / Double(repetitions)
  }
}
