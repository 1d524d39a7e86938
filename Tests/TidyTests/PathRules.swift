import Testing

/// Words that say where something is kept instead of what it is.
let bannedNames: Set = [
  "util", "utils", "utilities", "helper", "helpers", "common", "manager", "new", "misc", "impl",
]

/// The words of a name: `Money+NewHelpers` is money, new, helpers.
func nameWords(_ name: Substring) -> [String] {
  var words: [String] = []
  for character in name {
    if !character.isLetter && !character.isNumber {
      words.append("")
    } else if character.isUppercase, words.last?.last?.isUppercase != true {
      words.append(String(character))
    } else {
      words.append((words.popLast() ?? "") + String(character))
    }
  }
  return words.map { $0.lowercased() }.filter { !$0.isEmpty }
}

func pathFindings(_ path: String) -> [Finding] {
  var findings: [Finding] = []
  if path.contains(where: \.isWhitespace) {
    findings.append(Finding(path: path, line: 1, message: "a path has no spaces"))
  }
  let parts = path.split(separator: "/")
  guard let folder = parts.first, ["Sources", "Tests", "Scripts"].contains(folder) else {
    return findings
  }
  for word in nameWords(parts.last ?? "") where bannedNames.contains(word) {
    let message = "name it after what is in it; `\(word)` says nothing"
    findings.append(Finding(path: path, line: 1, message: message))
  }
  return findings
}

/// Each target's tests stand in `Tests/<target>Tests`, and no other folder of tests exists.
func testFolderFindings(targets: Set<String>, folders: Set<String>) -> [Finding] {
  let expected = Set(targets.map { $0.prefix(1).uppercased() + $0.dropFirst() + "Tests" })
  // The house rules test the tree, faults are done to all of it, the simulation runs all of it, and
  // TenureTesting is tested by every test that uses it.
  let missing = expected.subtracting(folders).subtracting(["TenureTestingTests"])
  // Clients are programs in other languages that use a running server.
  let others: Set = ["TidyTests", "FaultTests", "SimulationTests", "Clients"]
  let unknown = folders.subtracting(expected).subtracting(others)
  return missing.sorted().map {
    Finding(path: "Tests/\($0)", line: 1, message: "this target has no folder of tests")
  }
    + unknown.sorted().map {
      Finding(path: "Tests/\($0)", line: 1, message: "name it after its target: <target>Tests")
    }
}

@Suite struct PathTests {
  @Test func everyPathIsNamedAfterWhatItHolds() {
    #expect(Repository.paths.flatMap(pathFindings) == [])
  }

  @Test(arguments: [
    ("Sources/TenureDomain/MoneyUtils.swift", 1), ("Sources/TenureDomain/Helpers", 1),
    ("Tests/TidyTests/NewCommon.swift", 2), ("Documentation/a b.md", 1),
    ("Sources/TenureDomain/Renewal.swift", 0), ("Sources/TenureDomain/Commonwealth.swift", 0),
    ("Documentation/common.md", 0),
  ])
  func aNameThatSaysNothingIsFound(path: String, findings: Int) {
    #expect(pathFindings(path).count == findings)
  }

  @Test func everyTargetHasItsTests() {
    let folders = Repository.files.compactMap { file -> String? in
      let parts = file.path.split(separator: "/")
      guard parts.count > 2, parts[0] == "Tests", file.path.hasSuffix(".swift") else { return nil }
      return String(parts[1])
    }
    let targets = Set(Repository.sources.compactMap(\.target))
    #expect(testFolderFindings(targets: targets, folders: Set(folders)) == [])
  }

  @Test func aFolderOfTestsWithoutATargetIsFound() {
    let findings = testFolderFindings(targets: ["tenure"], folders: ["CommandTests", "TidyTests"])
    #expect(findings.map(\.path) == ["Tests/TenureTests", "Tests/CommandTests"])
  }

  @Test func everyScriptCanBeRun() {
    let scripts = Repository.files.filter { $0.text.hasPrefix("#!") }.map(\.path)
    #expect(scripts.contains("Scripts/bootstrap"))
    #expect(scripts.filter { !Repository.isExecutable($0) } == [])
  }
}
