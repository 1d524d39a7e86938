import TenureDomain
import Testing

@testable import TenurePolicy

/// The project's corpus passes, and would not if any expected value were another.
@Suite struct CorpusTests {
  private let library: PolicyLibrary
  private let corpus: [Scenario]

  init() throws {
    library = try Project.library()
    corpus = try Project.corpus()
  }

  @Test func everyScenarioPasses() throws {
    #expect(corpus.count > 200)
    for scenario in corpus {
      let run = try ScenarioRun(scenario, book: library.book)
      #expect(run.mismatches.isEmpty, "\(scenario.file):\(scenario.line) \(scenario.id)")
    }
  }

  /// Each expected value of the corpus in turn is replaced by others that are wrong; every altered
  /// copy must fail.
  @Test func everyAlteredCopyFails() throws {
    var mutants = 0
    for scenario in corpus {
      let run = try ScenarioRun(scenario, book: library.book)
      for (index, step) in scenario.steps.enumerated() {
        guard let expectation = step.expectation else { continue }
        let result = run.results[index]
        for alteration in Alterations(of: expectation, result: result).all {
          mutants += 1
          let altered = result.expecting(alteration.expectation)
          if StepCheck(number: index + 1, result: altered).mismatches.isEmpty {
            Issue.record(
              "\(scenario.file):\(step.line) \(scenario.id) passes with \(alteration.what)")
          }
        }
      }
    }
    print("\(mutants) altered copies of \(corpus.count) scenarios, each of which must fail")
    #expect(mutants > 5 * corpus.count)
  }
}

extension StepResult {
  /// The same result of a step of which something else is expected.
  fileprivate func expecting(_ expectation: TenurePolicy.Expectation) -> StepResult {
    var step = step
    step.expectation = expectation
    return StepResult(
      step: step, happenings: happenings, edition: edition, decision: decision, outcome: outcome,
      missing: missing, subject: subject, timeline: timeline, access: access)
  }
}
