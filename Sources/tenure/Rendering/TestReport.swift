import TenurePolicy

/// What running files of scenarios came to.
struct TestReport {
  struct Failure {
    let scenario: Scenario
    let mismatches: [Mismatch]
  }

  private(set) var passed = 0
  private(set) var failures: [Failure] = []
  /// What is wrong with the input; a scenario that cannot run counts as failed.
  private(set) var errors: [InputError] = []
  private var unrunnable = 0

  var failed: Int { failures.count + unrunnable }

  mutating func run(_ file: String, _ library: PolicyLibrary) {
    let name = file == "-" ? "standard input" : file
    let scenarios: [Scenario]
    do {
      scenarios = try Scenario.corpus(
        Question.text(file, name), file: name, context: ScenarioContext(products: library.products))
    } catch {
      errors += error.errors
      return
    }
    for scenario in scenarios { run(scenario, library) }
  }

  private mutating func run(_ scenario: Scenario, _ library: PolicyLibrary) {
    do {
      let mismatches = try ScenarioRun(scenario, book: library.book).mismatches
      if mismatches.isEmpty {
        passed += 1
      } else {
        failures.append(Failure(scenario: scenario, mismatches: mismatches))
      }
    } catch {
      errors += error.errors
      unrunnable += 1
    }
  }
}

/// The results of scenarios, for people.
struct TestPage {
  private(set) var page: Page

  var text: String { page.text }

  init(_ report: TestReport, _ say: Localizer, _ terminal: Terminal) {
    page = Page(terminal)
    for failure in report.failures { add(failure, say) }
    page.blank()
    // Other programs read this line, so it is the same in every language.
    let summary = "\(report.passed) passed, \(report.failed) failed"
    page.verbatim(report.failed == 0 ? page.ink.good(summary) : page.ink.bad(summary))
  }

  private mutating func add(_ failure: TestReport.Failure, _ say: Localizer) {
    let scenario = failure.scenario
    page.blank()
    let failed = say.text("cli.test.failed")
    page.paragraph("\(failed) \(scenario.id): \(scenario.title)", paint: page.ink.bad)
    for mismatch in failure.mismatches {
      let step = say.text("cli.test.step", ["number": say.number(mismatch.step)])
      page.paragraph("\(scenario.file):\(mismatch.line): \(step), \(mismatch.key)", indent: 2)
      page.columns(
        (say.text("cli.test.expected"), mismatch.expected),
        (say.text("cli.test.actual"), mismatch.actual), indent: 4)
    }
  }
}

/// The results of scenarios, for programs.
struct TestRecord: Codable {
  struct Failure: Codable {
    var file: String
    var line: Int
    var scenario: String
    var step: Int
    var key: String
    var expected: String
    var actual: String
  }

  var format = "tenure.test/1"
  var passed: Int
  var failed: Int
  var failures: [Failure]
  var errors: [ErrorRecord]

  init(_ report: TestReport) {
    passed = report.passed
    failed = report.failed
    errors = report.errors.map(ErrorRecord.init)
    failures = report.failures.flatMap { failure in
      failure.mismatches.map {
        Failure(
          file: failure.scenario.file, line: $0.line, scenario: failure.scenario.id, step: $0.step,
          key: $0.key, expected: $0.expected, actual: $0.actual)
      }
    }
  }
}

/// What is wrong with a document, for programs.
struct ErrorRecord: Codable {
  var file: String
  var line: Int
  var column: Int
  var key: String
  var problem: String
  var remedy: String

  init(_ error: InputError) {
    file = error.file
    line = error.line
    column = error.column
    key = error.key
    problem = error.problem
    remedy = error.remedy
  }
}
