import Testing

/// What each target may import. The table is design: a new line here is a decision to write down.
let allowedImports: [String: Set<String>] = [
  "TenureDomain": [],
  "TenurePolicy": [
    "TenureDomain", "Dispatch", "Foundation", "FoundationEssentials", "Synchronization", "Yams",
  ],
  "TenureEngine": [
    "TenureDomain", "TenurePolicy", "Crypto", "FoundationEssentials", "Glibc", "Logging",
    "Synchronization",
  ],
  "TenureStore": [
    "TenureDomain", "TenurePolicy", "TenureEngine", "CLibpq", "Crypto", "Dispatch", "Foundation",
    "FoundationEssentials", "GRDB", "GRDBSQLite", "Glibc", "Logging", "Synchronization",
  ],
  "TenureAPI": [
    "TenureDomain", "TenurePolicy", "TenureEngine", "Dispatch", "FoundationEssentials", "HTTPTypes",
    "Hummingbird", "HummingbirdCore", "Logging", "Mustache", "NIOCore", "ServiceLifecycle",
    "Synchronization", "Yams",
  ],
  "TenurePortal": [
    "TenureDomain", "TenurePolicy", "TenureEngine", "FoundationEssentials", "HTTPTypes",
    "Hummingbird", "HummingbirdCore", "Logging", "Mustache", "NIOCore", "Synchronization",
  ],
  "TenureTesting": [
    "TenureDomain", "TenurePolicy", "TenureEngine", "Foundation", "Glibc", "Synchronization",
  ],
  "tenure": [
    "TenureDomain", "TenurePolicy", "TenureEngine", "TenureStore", "TenureAPI", "TenurePortal",
    "TenureTesting", "ArgumentParser", "AsyncHTTPClient", "Configuration", "Crypto", "Foundation",
    "FoundationEssentials", "Glibc", "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "Logging",
    "NIOCore", "NIOHTTP1", "NIOSSL", "Rainbow", "ServiceLifecycle", "Synchronization",
    "UnixSignals",
  ],
]

/// The modules that a line imports: `public import struct Foundation.URL` imports `Foundation`.
func importedModule(_ line: Substring) -> String? {
  var words = line.split(whereSeparator: \.isWhitespace)
  let prefixes: Set = ["public", "package", "internal", "fileprivate", "private"]
  while let first = words.first, first.hasPrefix("@") || prefixes.contains(String(first)) {
    words.removeFirst()
  }
  guard words.first == "import", words.count > 1 else { return nil }
  let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
  let named = kinds.contains(String(words[1])) ? words.dropFirst(2) : words.dropFirst()
  return named.first.map { String($0.prefix { $0 != "." && $0 != ";" }) }
}

func importFindings(_ file: TextFile) -> [Finding] {
  guard let target = file.target else { return [] }
  guard let allowed = allowedImports[target] else {
    return [
      Finding(
        path: file.path, line: 1, message: "`\(target)` is not in the table of allowed imports")
    ]
  }
  return file.codeLines.enumerated().compactMap { index, line in
    guard let module = importedModule(line), !allowed.contains(module) else { return nil }
    let list = allowed.isEmpty ? "nothing" : allowed.sorted().joined(separator: ", ")
    return Finding(
      path: file.path, line: index + 1,
      message: "`\(target)` may import \(list), but not `\(module)`")
  }
}

@Suite struct ImportRuleTests {
  @Test func everyTargetImportsOnlyWhatItMay() {
    #expect(Repository.sources.flatMap(importFindings) == [])
  }

  @Test func everyTargetOfTheTableExists() {
    let targets = Set(Repository.sources.compactMap(\.target))
    #expect(Set(allowedImports.keys) == targets)
  }

  @Test(arguments: [
    ("TenureDomain", "import Foundation"),
    ("TenureDomain", "  public import struct FoundationEssentials.Date"),
    ("TenurePolicy", "@testable import tenure"),
    ("TenurePolicy", "@preconcurrency internal import Rainbow"),
    ("TenureTesting", "import Yams"),
    ("Nowhere", "let x = 1"),
  ])
  func aForbiddenImportIsFound(target: String, text: String) {
    let file = TextFile(path: "Sources/\(target)/A.swift", text: "// import\n" + text)
    #expect(importFindings(file).count == 1)
  }

  @Test func whatIsNotAnImportIsNotFound() {
    let text = "// import Foundation\nlet a = \"import Foundation\"\nlet importance = 1"
    #expect(importFindings(TextFile(path: "Sources/TenureDomain/A.swift", text: text)) == [])
  }
}
