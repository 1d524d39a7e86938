import Testing

@testable import tenure

/// Colour and width.
struct TerminalTests {
  @Test(arguments: [["TERM": "xterm-256color"], ["FORCE_COLOR": "1"]])
  func `no colour where output is piped`(environment: [String: String]) async throws {
    let run = try await CommandRun.tenure(
      ["decide", "Examples/01-three-hundred-licenses.yaml"], environment: environment)
    #expect(run.status == 0)
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test(arguments: [40, 97])
  func `no line is wider than COLUMNS`(columns: Int) async throws {
    for command in [
      ["decide", "Examples/01-three-hundred-licenses.yaml"], ["examples", "--locale", "lv"],
      ["timeline", "Examples/11-enterprise-three-year-term.yaml"],
      ["policy", "explain", "partner"],
    ] {
      let run = try await CommandRun.tenure(command, environment: ["COLUMNS": "\(columns)"])
      #expect(run.status == 0, "\(run.errors)")
      let wide = run.output.split(separator: "\n").filter { DisplayWidth.of($0) > columns }
      #expect(wide == [], "\(command)")
    }
  }

  @Test(arguments: Project.examples, Project.languages)
  func `every answer fits a narrow page in every language`(
    example: String, language: String
  ) throws {
    let say = try Project.localizer(language)
    let run = try Project.run(example: example)
    for columns in [Terminal.fewestColumns, 33, 100] {
      let text = DecisionPage(run, say, .piped(columns)).text
      let wide = text.split(separator: "\n").filter { DisplayWidth.of($0) > columns }
      #expect(wide == [])
    }
  }

  @Test(arguments: [
    ([:], 80), (["COLUMNS": "120"], 120), (["COLUMNS": "3"], Terminal.fewestColumns),
    (["COLUMNS": "wide"], 80),
  ])
  func `the width is what was told, or 80`(environment: [String: String], columns: Int) {
    #expect(Terminal.current(environment: environment).columns == columns)
  }
}
