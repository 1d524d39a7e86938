import FoundationEssentials
import TenureDomain
import TenurePolicy

/// Measures decisions on one core beside decoding the same facts from JSON.
struct DecisionBenchmark {
  let edition: Edition
  let permitted: Subject
  let now: Timestamp
  let repetitions: Int
  private let json: Data
  private let decoder = JSONDecoder()

  init(library: PolicyLibrary, repetitions: Int) throws {
    self.repetitions = repetitions
    json = try JSONEncoder().encode(GivenDocument.sample)
    let text = """
      policy: microsoft-365-business@2024-09-10
      given: \(String(decoding: json, as: UTF8.self))
      steps: [{ at: "2025-03-18T09:00:00Z", act: cancel }]
      """
    let question = try Scenario.question(
      text, file: "benchmark", context: ScenarioContext(products: library.products))
    guard let date = question.policy.date,
      let edition = library.book.edition(EditionID(family: question.policy.family, date: date))
    else {
      throw InputError(file: "benchmark", problem: "no edition", remedy: "see Policies/")
    }
    self.edition = edition
    permitted = question.subject
    now = question.steps[0].at
  }

  /// What is measured: a name and the subject to cancel.
  private var cases: [(name: String, subject: Subject)] {
    var refused = permitted
    refused.subscription.licenses = Licenses(purchased: 26, assigned: 26)
    var open = permitted
    open.account.agreement = nil
    return [
      ("permitted, with plan and timeline", permitted),
      ("refused, with ways forward", refused), ("undetermined, with what is missing", open),
    ]
  }

  func run() -> [Measurement] {
    var measurements: [Measurement] = []
    for (name, subject) in cases {
      let comparison = Comparison(repetitions: repetitions)
      let (decided, decoded) = comparison.run({ decideOnce(subject) }, against: decodeOnce)
      measurements.append(Measurement("decision: \(name)", decided, "ns", reference: decoded))
      if measurements.count == 1 {
        measurements.append(
          Measurement(
            "decisions per second, one core", 1e9 / decided, "1/s", reference: 1e9 / decoded))
      }
    }
    if let allocations = Allocations() {
      let decoded = allocations.count(repetitions: 1_000, decodeOnce)
      for (name, subject) in cases {
        let counted = allocations.count(repetitions: 1_000) { decideOnce(subject) }
        measurements.append(
          Measurement("allocations: \(name)", counted, "1/decision", reference: decoded))
      }
    }
    return measurements
  }

  private func decideOnce(_ subject: Subject) {
    let decision = decide(Act(.cancel), on: subject, at: now, under: edition)
    precondition(!decision.timeline.milestones.isEmpty)
  }

  private func decodeOnce() {
    let document = try? decoder.decode(GivenDocument.self, from: json)
    precondition(document?.subject(in: permitted.account.zone) != nil)
  }
}
