import Testing

/// Pieces of text that belong to one machine or one workplace and mean nothing to a reader. They
/// are put together here so that this file does not hold them.
let machineWords = [
  "/wo" + "rk/", "/." + "library", "." + "library/", "/ho" + "me/", "/Us" + "ers/",
]

func machineFindings(_ file: TextFile) -> [Finding] {
  file.lines.enumerated().compactMap { index, line in
    let temporary = line.contains("/tmp/") ? line.firstMatch(of: /\/tmp\/[A-Za-z]/) : nil
    let found = machineWords.first { line.contains($0) } ?? temporary.map { String($0.0) }
    return found.map { word in
      let message =
        "`\(word)` exists on one machine only; write a path from the root of the project"
      return Finding(path: file.path, line: index + 1, message: message)
    }
  }
}

@Suite struct MachineWordTests {
  @Test func noFileNamesAMachine() {
    #expect(Repository.files.flatMap(machineFindings) == [])
  }

  @Test(arguments: [
    "see /wo" + "rk/notes", "out=/tm" + "p/a.log", "../." + "library/x", "cd /ho" + "me/anna",
  ])
  func aPathOfOneMachineIsFound(text: String) {
    #expect(machineFindings(TextFile(path: "a.md", text: "\n" + text)).map(\.line) == [2])
  }

  @Test(arguments: [".library(name: \"A\")", "mktemp -d", "framework/x", "the network"])
  func anOrdinaryWordIsNotFound(text: String) {
    #expect(machineFindings(TextFile(path: "a.md", text: text)) == [])
  }
}
