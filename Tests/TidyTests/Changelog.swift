import Testing

/// The shape of Keep a Changelog: a title, `Unreleased`, then versions from newest to oldest, each
/// with sections that hold entries.
func changelogFindings(_ file: TextFile) -> [Finding] {
  var findings: [Finding] = []
  func report(_ index: Int, _ message: String) {
    findings.append(Finding(path: file.path, line: index + 1, message: message))
  }
  let lines = file.lines
  if lines.first != "# Changelog" { report(0, "the first line is `# Changelog`") }
  var versions = 0
  var date: Substring?
  var emptySection: Int?
  for (index, line) in lines.enumerated() {
    if line.hasPrefix("- ") || line.hasPrefix("* ") { emptySection = nil }
    guard line.hasPrefix("## ") || line.hasPrefix("### ") else { continue }
    if let empty = emptySection { report(empty, "a section holds at least one entry") }
    emptySection = nil
    if line.hasPrefix("### ") {
      emptySection = index
      if !changelogSections.contains(String(line.dropFirst(4))) {
        report(index, "a section is one of \(changelogSections.joined(separator: ", "))")
      }
      continue
    }
    versions += 1
    if versions == 1 {
      if line != "## [Unreleased]" { report(index, "the first version is `## [Unreleased]`") }
    } else if let match = line.wholeMatch(
      of: /## \[[0-9]+\.[0-9]+\.[0-9]+\] - ([0-9]{4}-[0-9]{2}-[0-9]{2})/)
    {
      if let later = date, match.1 > later { report(index, "the newest version stands first") }
      date = match.1
    } else {
      report(index, "a version is `## [1.2.3] - 2026-01-31`")
    }
  }
  if let empty = emptySection { report(empty, "a section holds at least one entry") }
  if versions == 0 { report(0, "the first version is `## [Unreleased]`") }
  return findings
}

private let changelogSections = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]

@Suite struct ChangelogTests {
  @Test func theChangelogHasItsShape() throws {
    let file = try #require(Repository.files.first { $0.path == "CHANGELOG.md" })
    #expect(changelogFindings(file) == [])
  }

  @Test(arguments: [
    ("# History\n\n## [Unreleased]", [1]),
    ("# Changelog", [1]),
    ("# Changelog\n## [1.0.0] - 2026-01-31", [2]),
    ("# Changelog\n## [Unreleased]\n### News\n- a", [3]),
    ("# Changelog\n## [Unreleased]\n### Added", [3]),
    ("# Changelog\n## [Unreleased]\n### Added\n### Fixed\n- a", [3]),
    ("# Changelog\n## [Unreleased]\n## 1.0", [3]),
    ("# Changelog\n## [Unreleased]\n## [1.0.0] - 2026-01-31\n## [1.1.0] - 2026-02-01", [4]),
    ("# Changelog\n## [Unreleased]\n### Added\n- a\n## [1.0.0] - 2026-01-31\n### Fixed\n- b", []),
  ])
  func aWrongShapeIsFound(text: String, lines: [Int]) {
    #expect(changelogFindings(TextFile(path: "CHANGELOG.md", text: text)).map(\.line) == lines)
  }
}
