import Foundation
import TenureEngine
import Testing

@testable import tenure

/// What an answer says is lost.
struct LossTests {
  private func losses(_ file: String, _ language: String = "en") async throws -> [LossBody] {
    let run = try await CommandRun.tenure(["decide", "--json", "--locale", language, file])
    let record = try JSONDecoder().decode(AnswerRecord.self, from: Data(run.output.utf8))
    return try #require(record.steps.last?.plan).losses
  }

  @Test func `a person keeps the files and can still view and print`() async throws {
    let losses = try await losses("Examples/05-denmark-mid-year.yaml")
    #expect(losses.map(\.loss) == ["apps", "storage", "mail"])
    let texts = losses.map(\.text)
    #expect(texts[0].contains("only view and print") && !texts[0].contains("data"))
    #expect(texts[1].contains("files stay") && texts[1].contains("35\u{A0}GB"))
  }

  @Test(arguments: ["da", "lv", "nb"])
  func `no language says that a person loses the data`(language: String) async throws {
    let file = "Examples/05-denmark-mid-year.yaml"
    let english = try await losses(file)
    let losses = try await losses(file, language)
    #expect(losses.map(\.loss) == english.map(\.loss))
    #expect(!losses.contains { $0.text.contains("data") || $0.text.contains("datus") })
  }

  @Test func `an organisation is told as before`() async throws {
    let losses = try await losses("Examples/07-billing-profile-day-six.yaml")
    #expect(losses.map(\.loss) == ["user-access", "export"])
  }

  @Test(arguments: Project.languages)
  func `who comes back after asking for deletion learns that the content went`(
    language: String
  ) async throws {
    let losses = try await losses("Documentation/questions/deleted-early.yaml", language)
    #expect(losses.map(\.loss) == ["content"] && losses.map(\.date) == ["2025-04-01"])
    let text = try #require(losses.first?.text)
    #expect(text.contains("2025") && !text.contains("{") && text.hasSuffix("."))
  }

  @Test func `who comes back without that loses nothing`() async throws {
    #expect(try await losses("Examples/10-cancelled-and-wants-back.yaml").isEmpty)
  }
}
