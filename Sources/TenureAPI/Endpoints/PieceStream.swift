import NIOCore

/// Pieces of an answer that are written while they are sent. The writing begins when the first
/// piece is asked for, and ends early if nobody asks for more.
struct PieceStream: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  /// Begins the writing, which goes on by itself.
  let begin: @Sendable (PieceQueue) -> Void

  func makeAsyncIterator() -> Iterator {
    let queue = PieceQueue()
    begin(queue)
    return Iterator(reader: Reader(queue))
  }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate let reader: Reader

    func next() async throws -> ByteBuffer? { try await reader.queue.next() }
  }

  fileprivate final class Reader: Sendable {
    let queue: PieceQueue

    init(_ queue: PieceQueue) {
      self.queue = queue
    }

    deinit { queue.cancel() }
  }
}
