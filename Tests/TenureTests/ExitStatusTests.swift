import Foundation
import TenureTesting
import Testing

@testable import tenure

/// How the command ends, and where it says what.
struct ExitStatusTests {
  @Test(arguments: [
    ["--version"], ["--help"], ["decide", "--help"], ["policy", "test", "--help"],
    ["decide", "Examples/02-family-on-the-app-store.yaml"],
    ["decide", "Examples/09-agreement-unknown.json"],
    ["policy", "explain", "partner", "cancel"], ["policy", "explain", "partner", "AMT-06"],
    ["policy", "diff", "microsoft-365-business@2021-04-15", "microsoft-365-business@2021-05-06"],
    ["policy", "test", "Scenarios/partner/legacy.yaml"],
  ])
  func `what can be answered ends with 0 and an empty standard error`(
    arguments: [String]
  ) async throws {
    let run = try await CommandRun.tenure(arguments)
    #expect(run.status == 0)
    #expect(run.errors == "" && !run.output.isEmpty)
  }

  @Test(arguments: [
    [], ["decide"], ["decide", "--nonsense", "x"], ["decide", "a", "b"], ["nonsense"],
    ["decide", "no-such-file.yaml"], ["decide", "Examples"], ["policy", "test"],
    ["decide", "--locale", "xx", "Examples/09-agreement-unknown.json"],
    ["decide", "--policies", "Sources", "Examples/09-agreement-unknown.json"],
    ["timeline", "--ics", "--json", "Examples/09-agreement-unknown.json"],
    ["policy", "explain", "nobody"], ["policy", "explain", "partner", "no-such-rule"],
    ["policy", "diff", "partner", "partner@1999-01-01"], ["policy", "test", "no-such-file.yaml"],
  ])
  func `what cannot be answered ends with 2 and says why`(arguments: [String]) async throws {
    let run = try await CommandRun.tenure(arguments)
    #expect(arguments.isEmpty || run.status == 2)
    #expect(!run.errors.isEmpty || run.status == 0)
  }

  @Test func `a failed scenario ends with 1 and shows both sides`() async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "scenarios.yaml")
    let text = try Project.text("Scenarios/partner/legacy.yaml")
    let altered = text.replacing("outcome: permitted", with: "outcome: refused", maxReplacements: 1)
    #expect(altered != text)
    try Data(altered.utf8).write(to: file)
    let run = try await CommandRun.tenure(["policy", "test", file.path])
    #expect(run.status == 1 && run.errors == "")
    #expect(run.output.contains(" 1 failed\n"))
    #expect(run.output.contains("expected") && run.output.contains("│ permitted"))
    let json = try await CommandRun.tenure(["policy", "test", "--json", file.path])
    let record = try JSONDecoder().decode(TestRecord.self, from: Data(json.output.utf8))
    #expect(json.status == 1 && record.failed == 1 && record.failures.first?.key == "outcome")
  }

  @Test func `the last line of a test run is the same in every language`() async throws {
    for language in Project.languages {
      let run = try await CommandRun.tenure(
        ["policy", "test", "--locale", language, "Scenarios/partner/legacy.yaml"])
      #expect(run.output.contains(/(^|\n)\d+ passed, 0 failed\n$/))
    }
  }

  @Test func `an edition with a fault ends with 1, names the place and shows a case`() async throws
  {
    let name = "Policies/partner@2023-10-23.yaml"
    let text = try Project.text(name)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "edition.yaml")
    try Data(text.replacing("kind: trial", with: "kind: tryal", maxReplacements: 1).utf8)
      .write(to: file)
    let run = try await CommandRun.tenure(["policy", "check", file.path])
    #expect(run.status == 1)
    #expect(run.output.contains("ill-typed"))
  }

  @Test func `every JSON names its shape`() async throws {
    let runs = [
      (["decide", "--json", "Examples/09-agreement-unknown.json"], "tenure.answer/1"),
      (["policy", "coverage", "--json"], "tenure.coverage/1"),
    ]
    for (arguments, format) in runs {
      let run = try await CommandRun.tenure(arguments)
      let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      #expect((object as? [String: Any])?["format"] as? String == format)
    }
  }

  @Test func `the help of decide names a refund where it stands`() async throws {
    let run = try await CommandRun.tenure(["decide", "--help"])
    #expect(run.output.contains("`plan.refund`") && !run.output.contains("`refund`"))
  }
}
