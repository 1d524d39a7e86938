import Testing

/// What stands above a limit, with its size of today. Sizes here only shrink: what grows fails, and
/// what has shrunk asks for the smaller number. The key is a path, or a path and a function's name.
let excusedSizes: [String: Int] = [:]

enum Limit {
  static let sourceFileLines = 400
  static let testFileLines = 600
  static let functionLines = 50
  static let lineColumns = 100
}

/// What is above its limit or has left its excuse behind.
func sizeFindings(_ file: TextFile, excused: [String: Int] = excusedSizes) -> [Finding] {
  guard file.isSwift else { return [] }
  let lines = file.lines
  let limit = file.folder == "Tests" ? Limit.testFileLines : Limit.sourceFileLines
  var sizes = [Size(key: file.path, what: "file", line: 1, size: lines.count, limit: limit)]
  for function in functionLengths(file) {
    sizes.append(
      Size(
        key: "\(file.path) \(function.name)", what: "function `\(function.name)`",
        line: function.line, size: function.length, limit: Limit.functionLines))
  }
  let long = lines.enumerated().filter { $0.element.count > Limit.lineColumns }
  return sizes.compactMap { size in
    size.complaint(excused: excused[size.key]).map {
      Finding(path: file.path, line: size.line, message: $0)
    }
  }
    + long.map { index, line in
      Finding(
        path: file.path, line: index + 1,
        message: "\(line.count) columns are more than \(Limit.lineColumns); break the line")
    }
}

private struct Size {
  var key: String
  var what: String
  var line: Int
  var size: Int
  var limit: Int

  func complaint(excused: Int?) -> String? {
    guard let excused else {
      return size > limit ? "\(what) has \(size) lines, more than \(limit); split it" : nil
    }
    if size > excused { return "\(what) has grown from \(excused) to \(size) lines; split it" }
    if size <= limit { return "\(what) is within its limit now; remove its excuse" }
    return size < excused ? "\(what) has shrunk; lower its excuse to \(size)" : nil
  }
}

/// Excuses for what no longer exists.
func staleExcuses(_ excused: [String: Int], in files: [TextFile]) -> [String] {
  let concerned = files.filter { file in excused.keys.contains { $0.hasPrefix(file.path) } }
  let keys = concerned.flatMap { file in
    [file.path] + functionLengths(file).map { "\(file.path) \($0.name)" }
  }
  return Set(excused.keys).subtracting(keys).sorted()
}

@Suite struct SizeTests {
  @Test func everythingIsWithinItsLimit() {
    #expect(Repository.swiftFiles.flatMap { sizeFindings($0) } == [])
  }

  @Test func noExcuseIsStale() {
    #expect(staleExcuses(excusedSizes, in: Repository.swiftFiles) == [])
    #expect(staleExcuses(["gone.swift": 500], in: Repository.swiftFiles) == ["gone.swift"])
  }

  private func file(_ folder: String, lines: Int) -> TextFile {
    TextFile(path: "\(folder)/A.swift", text: String(repeating: "x\n", count: lines))
  }

  @Test(arguments: [
    ("Sources/T", 400, 0), ("Sources/T", 401, 1), ("Tests/T", 600, 0), ("Tests/T", 601, 1),
  ])
  func aLongFileIsFound(folder: String, lines: Int, findings: Int) {
    #expect(sizeFindings(file(folder, lines: lines)).count == findings)
  }

  @Test(arguments: [
    (500, nil), (501, "grown from 500 to 501"), (499, "lower its excuse to 499"),
    (400, "remove its excuse"),
  ])
  func anExcusedSizeOnlyShrinks(lines: Int, complaint: String?) {
    let findings = sizeFindings(
      file("Sources/T", lines: lines), excused: ["Sources/T/A.swift": 500])
    #expect(findings.count == (complaint == nil ? 0 : 1))
    #expect(complaint == nil || findings.contains { $0.message.contains(complaint ?? "") })
  }

  @Test func aLongFunctionIsFound() {
    let body = String(repeating: "  x\n", count: 49)
    let long = TextFile(path: "Sources/T/A.swift", text: "func f() {\n\(body)}\n")
    #expect(
      sizeFindings(long).map(\.message) == ["function `f` has 51 lines, more than 50; split it"])
    #expect(sizeFindings(long, excused: ["Sources/T/A.swift f": 51]) == [])
  }

  @Test func aLongLineIsFound() {
    let text = String(repeating: "é", count: 100) + "\n" + String(repeating: "x", count: 101)
    #expect(sizeFindings(TextFile(path: "A.swift", text: text)).map(\.line) == [2])
  }
}
