import Foundation
import Testing

/// The cases that proofs and comparisons print can be asked as they stand.
@Suite struct `A printed case` {
  @Test(arguments: ["en", "nb", "da", "lv"])
  func `of a difference is a question, whatever the language`(_ language: String) async throws {
    let policies = "Examples/own-policy"
    let editions = ["tidewatch@2026-01-01", "tidewatch@2026-07-01"]
    let own = language == "en"
    let run = try await CommandRun.tenure(
      ["policy", "diff", "--locale", language]
        + (own
          ? ["--policies", policies] + editions
          : ["microsoft-365-business@2021-04-15", "microsoft-365-business@2021-05-06"]))
    #expect(run.status == 0, "\(run.errors)")
    let cases = Self.cases(in: run.output)
    #expect(cases.count == (own ? 6 : 2))
    for text in cases {
      let input = Data(text.utf8)
      let answer = try await CommandRun.tenure(
        ["decide", "-"] + (own ? ["--policies", policies] : []), input: input)
      #expect(answer.status == 0, "\(text)\n\(answer.errors)")
      #expect(!own || text.contains("kind: consumer"))
      #expect(!own || text.contains("role: owner"))
    }
  }

  /// The indented blocks from `id:` up to an empty line.
  private static func cases(in output: String) -> [String] {
    output.components(separatedBy: "\n    id: ").dropFirst().map { rest in
      let block = rest.components(separatedBy: "\n\n").first ?? rest
      return "    id: " + block + "\n"
    }
  }
}
