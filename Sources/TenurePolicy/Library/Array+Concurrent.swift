import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// What a function makes of each element, in their order, made on as many cores as there are.
  public func concurrentMap<Made: Sendable>(
    _ transform: @Sendable (Element) -> Made
  ) -> [Made] {
    let made = Mutex<[Int: Made]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let one = transform(self[index])
      made.withLock { $0[index] = one }
    }
    return made.withLock { made in indices.compactMap { made[$0] } }
  }
}
