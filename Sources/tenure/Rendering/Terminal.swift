import Foundation

/// What the place where output goes can do.
struct Terminal {
  /// Whether a person looks at it.
  let isInteractive: Bool
  let columns: Int
  let hasColor: Bool

  static let fewestColumns = 24

  /// What standard output can do.
  static func current(
    environment: [String: String] = ProcessInfo.processInfo.environment, noColor: Bool = false
  ) -> Terminal {
    let isInteractive = isatty(STDOUT_FILENO) == 1
    let told = environment["COLUMNS"].flatMap { Int($0) }
    let columns = told ?? (isInteractive ? measured() : nil) ?? 80
    let isDumb = environment["TERM"] == nil || environment["TERM"] == "dumb"
    let isPlain = noColor || !(environment["NO_COLOR"] ?? "").isEmpty || isDumb
    return Terminal(
      isInteractive: isInteractive, columns: max(columns, fewestColumns),
      hasColor: isInteractive && !isPlain)
  }

  private static func measured() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
