import TenureDomain
import Testing

/// Tables answer by their first matching rule, and say what they hang on when facts are absent.
struct TableTests {
  private let table = Table([
    rule("trial", [Condition(.kind, ValueSet(values: [SubscriptionKind.trial.code]))], "none"),
    rule("late", [Condition(.purchased, ValueSet([26...Int64.max]))], "some"),
    rule("else", [], "all"),
  ])

  private static func rule(_ id: String, _ conditions: [Condition], _ says: String) -> Rule<String>
  {
    Rule(
      RuleHeader(
        id: id, implements: [], conditions: conditions, citation: nil, isHouse: true, message: id,
        line: 1), says)
  }

  private func facts(_ kind: SubscriptionKind?, _ purchased: Int64?) -> FactSet {
    var facts = FactSet()
    facts[.kind] = kind?.code
    facts[.purchased] = purchased
    return facts
  }

  @Test(arguments: [
    (SubscriptionKind.trial, 30, "none"), (.paid, 26, "some"), (.paid, 25, "all"),
  ])
  func `the first rule that matches holds`(kind: SubscriptionKind, purchased: Int64, says: String) {
    guard case .rule(let rule) = table.first(facts(kind, purchased)) else {
      Issue.record("no rule matched")
      return
    }
    #expect(rule.conclusion == says)
  }

  @Test func `a rule that may match first leaves the answer open, and names the fact`() {
    guard case .open(let missing) = table.first(facts(nil, 26)) else {
      Issue.record("the answer is not open")
      return
    }
    #expect(missing == [.kind])
  }

  @Test func `an absent fact that only later rules read does no harm`() {
    guard case .rule(let rule) = table.first(facts(.trial, nil)) else {
      Issue.record("no rule matched")
      return
    }
    #expect(rule.header.id == "trial")
  }
}
