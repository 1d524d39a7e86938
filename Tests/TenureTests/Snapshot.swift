import Foundation
import Testing

/// Compares text with a committed file; with TENURE_RECORD=1 the file is written instead.
func expectSnapshot(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = Project.root.appending(path: "Examples/answers/\(name)")
  if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
    try Data(text.utf8).write(to: file)
    return
  }
  let known = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
  let old = (known ?? "").split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let first = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
  #expect(
    known == text,
    """
    \(name) is not what was recorded. First difference, line \((first?.offset ?? old.count) + 1):
      recorded: \(first?.element.0 ?? "")
      now:      \(first?.element.1 ?? "")
    If the change is wanted, run the tests with TENURE_RECORD=1 and review the files.
    """, sourceLocation: sourceLocation)
}
