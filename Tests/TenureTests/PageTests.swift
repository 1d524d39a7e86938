import Foundation
import TenureTesting
import Testing

/// The commands that the documentation shows print what it shows.
struct PageTests {
  private static let pages: [String] = {
    let folder = Project.root.appending(path: "Documentation")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return ["README.md"]
      + names.filter { $0.hasSuffix(".md") }.map { "Documentation/\($0)" }.sorted()
  }()

  /// Those that show commands, so that one that shows none takes no time.
  private static let shown = pages.filter { page in
    (try? Project.text(page)).map { !ShownCommand.all(in: $0, page: page).isEmpty } ?? true
  }

  @Test(arguments: shown)
  func `each command on a page prints what is shown`(page: String) async throws {
    let text = try Project.text(page)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var status: Int32 = 0
    var changes: [(line: Int, count: Int, output: [String])] = []
    for command in ShownCommand.all(in: text, page: page) {
      let printed = try await Self.run(command, after: &status)
      guard let wrong = command.mismatch(printed) else { continue }
      if Self.isRecording, let output = command.rewritten(printed) {
        changes.append((command.line, command.output.count, output))
      } else {
        Issue.record(
          """
          \(page):\(command.line + wrong): from here on this is not what \
          `\(command.text)` prints:
          \(command.output.dropFirst(max(wrong - 1, 0)).prefix(3).joined(separator: "\n"))
          It prints:
          \(printed.joined(separator: "\n").prefix(6_000))
          TENURE_RECORD=1 writes it down where it can.
          """)
      }
    }
    guard !changes.isEmpty else { return }
    for change in changes.reversed() {
      lines.replaceSubrange(change.line..<(change.line + change.count), with: change.output)
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: Project.root.appending(path: page))
  }

  private static let isRecording = ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1"

  /// What a command prints, line by line, in its folder and after the command before it.
  private static func run(
    _ command: ShownCommand, after status: inout Int32
  ) async throws -> [String] {
    var folder = Project.root.appending(path: command.folder)
    let temporary = try TemporaryFolder()
    if let name = command.draft {
      let copy = temporary.url.appending(path: name)
      try FileManager.default.copyItem(at: folder, to: copy)
      try #require(GuideDraft(rawValue: name)).write(to: copy)
      folder = copy
    }
    let run = try await CommandRun.shell(
      "(exit \(status)); \(command.text)", environment: ["COLUMNS": "80"], folder: folder)
    status = run.status
    let text = run.output.replacing("\r\n", with: "\n")
    return (text.hasSuffix("\n") ? text.dropLast() : text[...])
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `every page with commands is read`() throws {
    #expect(Self.shown.count >= 8)
    let commands = try Self.shown.flatMap { try ShownCommand.all(in: Project.text($0), page: $0) }
    #expect(commands.count >= 44)
  }

  @Test(arguments: [
    (["a", "b"], ["a", "b"], Int?.none), (["a"], ["a", "b"], 1), (["a", "x"], ["a", "b"], 2),
    (["…", "b"], ["a", "b"], nil), (["…", "a"], ["a", "b"], 2), (["a", "…"], ["a", "b"], nil),
    (["b", "…"], ["a", "b"], 1), (["…", "b", "…", "d", "…"], ["a", "b", "c", "d", "e"], nil),
    (["…", "d", "…", "b", "…"], ["a", "b", "c", "d", "e"], 4), (["…"], ["a"], nil),
    (["…", "b", "c", "…"], ["a", "b", "x", "c"], 3),
  ])
  func `shown lines are found in order`(shown: [String], printed: [String], wrong: Int?) {
    #expect(command(shown).mismatch(printed) == wrong)
  }

  @Test(arguments: [
    (["a"], ["b", "c"], ["b", "c"]),
    (["…", "a", "b", "c", "…"], ["z", "a", "x", "c", "e"], ["…", "a", "x", "c", "…"]),
    (["a", "b", "…", "d"], ["x", "b", "c", "d"], ["x", "b", "…", "d"]),
  ])
  func `what is shown is rewritten where it can be`(
    shown: [String], printed: [String], rewritten: [String]
  ) {
    #expect(command(shown).rewritten(printed) == rewritten)
  }

  @Test func `a piece whose ends are gone is left to a person`() {
    #expect(command(["…", "a", "b", "…"]).rewritten(["x", "y"]) == nil)
  }

  private func command(_ output: [String]) -> ShownCommand {
    ShownCommand(page: "", line: 1, text: "tenure", output: output, folder: "", draft: nil)
  }
}
