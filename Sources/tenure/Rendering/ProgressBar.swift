import Foundation

/// Shows on standard error how far long work is, if a person looks at it.
struct ProgressBar {
  private let isShown = isatty(STDERR_FILENO) == 1
  private var isDrawn = false

  private static let cells = 24

  mutating func show(_ done: Int, of total: Int, _ what: String) {
    guard isShown, total > 1 else { return }
    let full = done * Self.cells / total
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.cells - full)
    let name = String(what.suffix(40))
    FileHandle.standardError.write(Data("\r\u{1B}[K\(bar) \(done)/\(total) \(name)".utf8))
    isDrawn = true
  }

  /// Shows how much was done where nobody knows how much there is.
  mutating func count(_ done: Int, _ what: String) {
    guard isShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(done) \(what)".utf8))
    isDrawn = true
  }

  mutating func clear() {
    guard isDrawn else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    isDrawn = false
  }
}
