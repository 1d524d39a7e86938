import TenureDomain

extension Localizer {
  /// What changed, in one sentence; reasons and numbers as the first witness is told them.
  public func sentence(_ difference: Difference) -> String {
    let example = difference.cases.first
    switch difference.scope {
    case .acts(let kinds):
      return text(
        "cli.diff.act",
        [
          "acts": list(kinds.map { name(of: $0) }),
          "before": answer(difference.before, beside: difference.after, example),
          "after": answer(difference.after, beside: difference.before, example),
        ])
    case .table(let table):
      return text(
        "cli.diff.table",
        [
          "table": text("cli.explain.\(table.rawValue)"),
          "before": difference.before.conclusion.map { sentence($0) } ?? "",
          "after": difference.after.conclusion.map { sentence($0) } ?? "",
        ])
    }
  }

  /// For whom a difference holds, each test in words.
  public func whom(_ told: Difference.Case) -> [String] {
    told.conditions.isEmpty ? [text("cli.diff.everyone")] : lines(told.conditions)
  }

  public func sentence(_ conclusion: PlanConclusion) -> String {
    switch conclusion {
    case .termEnd(let termEnd): sentence(termEnd)
    case .refund(let refund): sentence(refund)
    case .lifecycle(let lifecycle): sentence(lifecycle)
    case .retention(let retention): sentence(retention)
    case .reactivation(let reactivation): sentence(reactivation)
    case .access(let access): sentence(access)
    case .storage(let storage): sentence(storage)
    case .pastDue(let pastDue): sentence(pastDue)
    case .notices(let notices): sentence(notices)
    case .nothing: text("conclusions.nothing")
    }
  }

  /// What an act comes to, why, and where the reasons point.
  private func answer(
    _ answer: EditionAnswer, beside other: EditionAnswer, _ example: Difference.Case?
  ) -> String {
    var said = answer.outcome.map { name(of: $0) } ?? ""
    if answer.effect == .atTermEnd {
      said = text(
        "cli.diff.atTermEnd", ["outcome": said, "effect": sentence(Effect.atTermEnd)])
    }
    if answer.rules.isEmpty, answer.outcome == .refused, other.outcome == .refused {
      return text("cli.diff.otherwise", ["outcome": said])
    }
    let reasons = answer.rules.map { sentence($0, example?.facts ?? FactSet()) }
    if !reasons.isEmpty {
      let joined = reasons.joined(separator: " ")
      said = text("cli.diff.because", ["outcome": said, "reasons": joined])
    }
    let end = example?.witness?.subject.subscription.term?.end
    let ways = answer.ways.map { way in
      name(of: way.way, to: way.to, date: way.way == .waitForExpiry ? end : nil)
    }
    guard !ways.isEmpty else { return said }
    return text("cli.diff.pointing", ["answer": said, "ways": ways.joined(separator: "; ")])
  }
}
