import Testing

/// The links of a page that lead to a file, with their lines: no addresses, no code.
func fileLinks(_ text: String) -> [(target: String, line: Int)] {
  var links: [(target: String, line: Int)] = []
  var isFenced = false
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    if line.drop(while: \.isWhitespace).hasPrefix("```") { isFenced.toggle() }
    if isFenced { continue }
    let prose = line.replacing(/`[^`]*`/, with: "")
    for match in prose.matches(of: /\]\(\s*<?([^)\s>]+)>?[^)]*\)/) {
      let target = match.1.prefix { $0 != "#" }
      if target.isEmpty || target.contains(/^[a-z]+:/) { continue }
      links.append((String(target), index + 1))
    }
  }
  return links
}

/// The path from the root that a link leads to, or nothing if it leads out of the repository.
func resolve(_ target: String, from page: String) -> String? {
  var parts = target.hasPrefix("/") ? [] : page.split(separator: "/").dropLast().map(String.init)
  for part in target.split(separator: "/") where part != "." {
    if part != ".." {
      parts.append(String(part))
    } else if parts.popLast() == nil {
      return nil
    }
  }
  return parts.joined(separator: "/")
}

func linkFindings(_ file: TextFile, paths: Set<String>) -> [Finding] {
  guard file.path.hasSuffix(".md"), !file.path.contains(".docc/") else { return [] }
  return fileLinks(file.text).compactMap { target, line in
    if let path = resolve(target, from: file.path), path.isEmpty || paths.contains(path) {
      return nil
    }
    return Finding(path: file.path, line: line, message: "`\(target)` leads nowhere")
  }
}

@Suite struct LinkTests {
  @Test func everyLinkToAFileLeadsThere() {
    let paths = Set(Repository.paths)
    #expect(Repository.files.flatMap { linkFindings($0, paths: paths) } == [])
  }

  @Test(arguments: [
    ("[a](b.md)", 0), ("[a](../CHANGELOG.md#unreleased)", 0), ("[a](gone.md)", 1),
    ("[a](../../out.md)", 1), ("[a](https://example.com/x)", 0), ("[a](#below)", 0),
    ("`[a](gone.md)`", 0), ("```\n[a](gone.md)\n```", 0), ("![a](gone.png \"title\")", 1),
    ("[a](b.md) and [b](gone.md)", 1), ("[a](..)", 0), ("[a](mailto:a@example.com)", 0),
  ])
  func aLinkThatLeadsNowhereIsFound(text: String, findings: Int) {
    let page = TextFile(path: "Documentation/a.md", text: text)
    let paths: Set = ["Documentation", "Documentation/b.md", "CHANGELOG.md"]
    #expect(linkFindings(page, paths: paths).count == findings)
  }
}
