public import TenureDomain

/// What a scenario came to: one result per step.
public struct ScenarioRun: Sendable {
  public let scenario: Scenario
  public let results: [StepResult]

  /// Runs a scenario by a manual clock: at each step milestones that are due run, then the step's
  /// facts apply, then its act is decided and, if permitted, carried out.
  ///
  /// - Throws: an error if the policy does not exist, or a step's facts contradict what is known.
  public init(_ scenario: Scenario, book: PolicyBook) throws(InputErrors) {
    self.scenario = scenario
    var runner = try ScenarioRunner(scenario, book)
    var results: [StepResult] = []
    for step in scenario.steps { results.append(try runner.run(step)) }
    self.results = results
  }
}

/// What one step came to.
public struct StepResult: Sendable {
  public let step: Scenario.Step
  /// What time brought about since the step before.
  public let happenings: [Happening]
  public let edition: Edition
  /// nil if nothing was asked.
  public let decision: Decision?
  /// The outcome: of the act, or `undetermined` if time could not be brought forward.
  public let outcome: Outcome?
  public let missing: [GivenFact]
  /// The subject after the step.
  public let subject: Subject
  public let timeline: Timeline
  public let access: Access?
}

private struct ScenarioRunner {
  let scenario: Scenario
  let book: PolicyBook
  let fallback: Edition
  var subject: Subject

  init(_ scenario: Scenario, _ book: PolicyBook) throws(InputErrors) {
    self.scenario = scenario
    self.book = book
    subject = scenario.subject
    let policy = scenario.policy
    let pinned = policy.date.flatMap { book.edition(EditionID(family: policy.family, date: $0)) }
    guard let edition = policy.date == nil ? book.editions(of: policy.family).first : pinned else {
      let known = book.documents.map { "\($0.edition.id)" }.joined(separator: ", ")
      throw InputErrors([
        InputError(
          file: scenario.file, line: scenario.line, column: 1, key: "policy",
          problem: "there is no policy `\(policy)`", remedy: "use one of: \(known)")
      ])
    }
    fallback = edition
  }

  /// The edition that is pinned, or the one in force when the term began (D5).
  private func edition(for subject: Subject) -> Edition {
    guard scenario.policy.date == nil, let start = subject.subscription.term?.start else {
      return fallback
    }
    return book.edition(of: scenario.policy.family, on: start) ?? fallback
  }

  mutating func run(_ step: Scenario.Step) throws(InputErrors) -> StepResult {
    let advance = Lifecycle.advance(subject, to: step.at, under: edition)
    subject = advance.subject
    for patch in step.facts { patch.apply(&subject) }
    try refuseContradictions(step)
    let edition = edition(for: subject)
    var decision: Decision?
    if let act = step.act, advance.missing.isEmpty {
      let made = decide(act, on: subject, at: step.at, under: edition)
      if let result = made.plan?.result { subject = result }
      decision = made
    }
    let isStuck = !advance.missing.isEmpty
    return StepResult(
      step: step, happenings: advance.happenings, edition: edition, decision: decision,
      outcome: isStuck ? .undetermined : decision?.outcome,
      missing: isStuck ? advance.missing : decision?.missing ?? [], subject: subject,
      timeline: Timeline(of: subject, at: step.at, under: edition),
      access: edition.access(of: subject, at: step.at))
  }

  private func refuseContradictions(_ step: Scenario.Step) throws(InputErrors) {
    guard let line = step.facts.first?.line else { return }
    let problems = SubjectCheck.contradictions(subject)
    guard !problems.isEmpty else { return }
    throw InputErrors(
      problems.map {
        InputError(
          file: scenario.file, line: line, column: 1, key: "facts", problem: $0,
          remedy: "correct one of these facts")
      })
  }
}
