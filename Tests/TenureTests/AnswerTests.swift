import Foundation
import TenureDomain
import TenureEngine
import TenurePolicy
import Testing

@testable import tenure

/// What the command answers, run as people run it.
struct AnswerTests {
  private func name(_ example: String) -> String { String(example.prefix { $0 != "." }) }

  @Test(arguments: Project.examples)
  func `each example is answered as recorded`(example: String) async throws {
    let run = try await CommandRun.tenure(["decide", "Examples/\(example)"])
    #expect(run.status == 0, "\(run.errors)")
    try expectSnapshot(run.output, "\(name(example)).txt")
  }

  @Test(arguments: ["nb", "da", "lv"])
  func `an answer in another language is as recorded`(language: String) async throws {
    let file = "Examples/05-denmark-mid-year.yaml"
    let run = try await CommandRun.tenure(["decide", "--locale", language, file])
    #expect(run.status == 0, "\(run.errors)")
    try expectSnapshot(run.output, "05-denmark-mid-year.\(language).txt")
  }

  @Test func `what follows is as recorded`() async throws {
    let file = "Examples/11-enterprise-three-year-term.yaml"
    let text = try await CommandRun.tenure(["timeline", file])
    try expectSnapshot(text.output, "11-enterprise-three-year-term.timeline.txt")
    let calendar = try await CommandRun.tenure(["timeline", "--ics", file])
    try expectSnapshot(calendar.output, "11-enterprise-three-year-term.ics")
  }

  @Test(arguments: Project.examples)
  func `JSON decodes and is the same twice`(example: String) throws {
    let say = try Project.localizer()
    let answers = try (0..<2).map { _ in
      try Output.json(AnswerRecord(Project.run(example: example), say))
    }
    let forecasts = try (0..<2).map { _ in
      try Output.json(ForecastRecord(Project.run(example: example), say))
    }
    #expect(answers[0] == answers[1] && forecasts[0] == forecasts[1])
    let answer = try JSONDecoder().decode(AnswerRecord.self, from: Data(answers[0].utf8))
    #expect(answer.format == "tenure.answer/1" && !answer.steps.isEmpty)
    let forecast = try JSONDecoder().decode(ForecastRecord.self, from: Data(forecasts[0].utf8))
    #expect(forecast.format == "tenure.timeline/1")
  }

  @Test(arguments: ["decide", "timeline"])
  func `two processes print the same JSON`(command: String) async throws {
    let arguments = [command, "--json", "Examples/10-cancelled-and-wants-back.yaml"]
    let one = try await CommandRun.tenure(arguments)
    let other = try await CommandRun.tenure(arguments)
    #expect(one.status == 0 && one.errors == "" && one.output == other.output)
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(one.output.utf8))
    }
  }

  @Test func `only texts of the JSON depend on the language`() throws {
    let run = try Project.run(example: "07-billing-profile-day-six.yaml")
    var answers: Set<String> = []
    for language in Project.languages {
      let text = try Output.json(AnswerRecord(run, Project.localizer(language)))
      let lines = text.split(separator: "\n").filter {
        !$0.contains("\"text\" :") && !$0.contains("\"language\" :")
      }
      answers.insert(lines.joined(separator: "\n"))
    }
    #expect(answers.count == 1)
  }

  @Test func `the JSON of a refund is exact`() async throws {
    let run = try await CommandRun.tenure(
      ["decide", "--json", "Examples/07-billing-profile-day-six.yaml"])
    let record = try JSONDecoder().decode(AnswerRecord.self, from: Data(run.output.utf8))
    let step = try #require(record.steps.first)
    #expect(step.outcome == "permitted")
    #expect(step.localTime == "2025-03-08T10:00:00-06:00")
    // 264.00 * 40 * 360 / 365
    #expect(step.plan?.refund?.amount.amount == "10415.34")
    #expect(step.plan?.refund?.amount.currency == "USD")
    #expect(step.plan?.refund?.dueBy == "2025-05-01")
    #expect(step.plan?.refund?.proration?.unusedDays == 360)
  }

  @Test func `a question comes from standard input too`() async throws {
    let file = "Examples/06-norway-already-off.json"
    let input = try Data(contentsOf: Project.root.appending(path: file))
    let piped = try await CommandRun.tenure(["decide", "-"], input: input)
    let read = try await CommandRun.tenure(["decide", file])
    #expect(piped.status == 0 && piped.output == read.output)
  }

  @Test func `the demonstration answers every example and says what to try next`() async throws {
    let run = try await CommandRun.tenure(["examples"])
    #expect(run.status == 0, "\(run.errors)")
    for example in Project.examples { #expect(run.output.contains("── Examples/\(example) ")) }
    #expect(run.output.contains("What to try next"))
  }

  @Test func `the environment chooses the language unless an option does`() async throws {
    let file = "Examples/06-norway-already-off.json"
    let plain = try await CommandRun.tenure(["decide", file])
    for (variable, value) in [("LC_ALL", "nb_NO.UTF-8"), ("LC_ALL", "no")] {
      let run = try await CommandRun.tenure(["decide", file], environment: [variable: value])
      #expect(run.output.contains("Hvorfor"))
    }
    let back = try await CommandRun.tenure(
      ["decide", "--locale", "en", file], environment: ["LC_ALL": "da_DK.UTF-8"])
    #expect(back.output == plain.output)
  }
}
