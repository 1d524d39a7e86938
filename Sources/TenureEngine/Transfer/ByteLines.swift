/// Splits a stream of bytes into lines, holding one line and one piece of the stream at a time.
public struct ByteLines {
  /// A row longer than this is refused, so that no file can fill the memory.
  public static let longestRow = 8 << 20

  private let read: () throws -> [UInt8]
  private var piece: ArraySlice<UInt8> = []
  private var isAtEnd = false
  /// The line that ``next()`` gave last, counted from 1.
  public private(set) var line = 0

  /// - Parameter read: gives the next piece of the stream, an empty one at its end.
  public init(_ read: @escaping () throws -> [UInt8]) {
    self.read = read
  }

  /// The next line without its line feed; nil at the end of the stream.
  ///
  /// - Throws: `RowTooLong`, or what the stream throws.
  public mutating func next() throws -> [UInt8]? {
    var text: [UInt8] = []
    while true {
      if let end = piece.firstIndex(of: 10) {
        text += piece[..<end]
        piece = piece[(end + 1)...]
        line += 1
        return text
      }
      text += piece
      guard text.count <= Self.longestRow else { throw RowTooLong(line: line + 1) }
      piece = isAtEnd ? [] : try read()[...]
      isAtEnd = piece.isEmpty
      guard isAtEnd else { continue }
      if text.isEmpty { return nil }
      line += 1
      return text
    }
  }
}

/// A row has more than ``ByteLines/longestRow`` bytes.
public struct RowTooLong: Error {
  public let line: Int
}
