import Foundation
import TenureEngine
import TenureTesting
import Testing

/// Codes to sign in with as an operator makes them.
@Suite struct `An operator who lets people in` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func tenure(_ words: [String], status: Int32 = 0) async throws -> CommandRun {
    let run = try await CommandRun.tenure(words + ["--database", folder / "tenure.db"])
    #expect(run.status == status, "\(words): \(run.output)\(run.errors)")
    return run
  }

  @Test func `makes a code for a person, and one to sign in as a key`() async throws {
    _ = try await tenure(["import", folder.write(TransferRows.plain, to: "rows.jsonl")])
    let made = try await tenure(["sign-in-code", "--account", "nord", "--person", "ida"])
    #expect(made.output.wholeMatch(of: #/[0-9A-Z]{6}-[0-9]{4}-[0-9]{4}\n/#) != nil)
    #expect(made.errors.contains("ida of nord once, before 20"))
    _ = try await tenure(
      ["sign-in-code", "--account", "nord", "--person", "nobody"], status: 2)

    let none = try await tenure(["sign-in-code", "--operator"], status: 2)
    #expect(none.errors.contains("scope `operate`"))
    _ = try await tenure(["keys", "create", "--label", "me", "--scope", "operate"])
    let json = try await tenure(["sign-in-code", "--operator", "--json"])
    let code = try JSONDecoder().decode(SignInCodeBody.self, from: Data(json.output.utf8))
    #expect(code.key?.hasPrefix("key_") == true && code.person == nil)
    _ = try await tenure(["keys", "create", "--label", "you", "--scope", "operate"])
    let several = try await tenure(["sign-in-code", "--operator"], status: 2)
    #expect(several.errors.contains(code.key ?? "-"))
    let named = try await tenure(["sign-in-code", "--operator", "--key", code.key ?? "-"])
    #expect(named.errors.contains("signs in \(code.key ?? "-") once"))
  }

  @Test(arguments: [[], ["--account", "a"], ["--person", "p"], ["--operator", "--account", "a"]])
  func `must say who is to sign in`(words: [String]) async throws {
    let run = try await CommandRun.tenure(["sign-in-code"] + words)
    #expect(run.status == 2)
    #expect(run.errors.contains("--operator"))
  }
}
