import Foundation
import TenureTesting
import Testing

@testable import tenure

/// Folders in which something cannot be read.
struct FaultyFolderTests {
  /// A copy of the project's policies and locales, removed when the work is done.
  private func withHome(_ work: (URL) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let home = folder.url
    for name in ["Policies", "Locales"] {
      try FileManager.default.copyItem(
        at: Project.root.appending(path: name), to: home.appending(path: name))
    }
    try await work(home)
  }

  private func spoil(_ path: String, _ old: String, _ new: String, in home: URL) throws {
    let text = try Project.text(path)
    #expect(text.contains(old))
    try Data(text.replacing(old, with: new, maxReplacements: 1).utf8)
      .write(to: home.appending(path: path))
  }

  private func findings(_ arguments: [String], _ home: URL) async throws -> [CheckRecord.Finding] {
    let run = try await CommandRun.tenure(
      ["policy", "check", "--json", "--policies", home.path] + arguments)
    #expect(run.status == 1 && run.errors == "", "\(run.errors)")
    let record = try JSONDecoder().decode(CheckRecord.self, from: Data(run.output.utf8))
    #expect(record.format == "tenure.check/1")
    return record.editions.flatMap(\.findings)
  }

  @Test(arguments: [
    ("Policies/partner@2023-10-23.yaml", "kind: trial", "kind: tryal"),
    ("Policies/products.yaml", "line: business", "lime: business"),
    ("Locales/nb.yaml", "language: nb", "langauge: nb"),
  ])
  func `a document that cannot be read is a finding of the check`(
    file: String, old: String, new: String
  ) async throws {
    try await withHome { home in
      try spoil(file, old, new, in: home)
      let other = "Policies/microsoft-365-business@2020-04-22.yaml"
      for arguments in [[], [home.appending(path: other).path]] {
        let findings = try await findings(arguments, home)
        #expect(findings.contains { $0.file == file && $0.kind == "ill-typed" && $0.line > 0 })
        #expect(findings.allSatisfy { $0.kind == "ill-typed" })
      }
      let text = try await CommandRun.tenure(["policy", "check", "--policies", home.path])
      #expect(text.status == 1 && text.output.contains("\(file):"))
      #expect(text.output.contains("ill-typed:") && text.output.contains("help: "))
      let decide = try await CommandRun.tenure(
        ["decide", "--policies", home.path, "Examples/09-agreement-unknown.json"])
      #expect(decide.status == 2 && decide.errors.contains("\(file):"))
    }
  }

  @Test func `the rest is proved, and the document named is not told of twice`() async throws {
    try await withHome { home in
      let file = "Policies/partner@2023-10-23.yaml"
      try spoil(file, "kind: trial", "kind: tryal", in: home)
      let text = try await CommandRun.tenure(["policy", "check", "--policies", home.path])
      #expect(text.output.contains("✓ microsoft-365-consumer@2023-01-01"))
      #expect(text.output.hasSuffix("\n1 finding\n"))
      let named = try await findings([home.appending(path: file).path], home)
      #expect(named.count == 1)
    }
  }

  @Test func `two editions of one date are a finding too`() async throws {
    try await withHome { home in
      try FileManager.default.copyItem(
        at: home.appending(path: "Policies/partner@2023-10-23.yaml"),
        to: home.appending(path: "Policies/zweite.yaml"))
      let findings = try await findings([], home)
      #expect(findings.map(\.file) == ["Policies/zweite.yaml"])
    }
  }

  @Test func `every document's faults are told at once`() async throws {
    try await withHome { home in
      try spoil("Policies/partner@2023-10-23.yaml", "kind: trial", "kind: tryal", in: home)
      try spoil("Locales/cli/da.yaml", "  why:", "  whi:", in: home)
      let run = try await CommandRun.tenure(
        ["decide", "--policies", home.path, "Examples/09-agreement-unknown.json"])
      #expect(run.status == 2)
      #expect(run.errors.contains("Policies/partner@2023-10-23.yaml:"))
      #expect(run.errors.contains("Locales/cli/da.yaml: cli.why: the text is missing"))
    }
  }
}
