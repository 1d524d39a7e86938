import TenureDomain
import Testing

/// The space of the facts that rules tell apart.
struct FactSpaceTests {
  private let limit = [Condition(.purchased, ValueSet([26...Int64.max]))]
  private let trial = [Condition(.kind, ValueSet(values: [SubscriptionKind.trial.code]))]

  @Test func `one limit cuts licenses into two classes, 25 below and 26 above`() throws {
    let space = FactSpace(rules: [limit])
    let axis = try #require(space.axes.first { $0.fact == .purchased })
    #expect(
      axis.classes.map(\.values) == [
        ValueSet([0...25]), ValueSet([26...1_000_000_000]),
      ])
  }

  @Test func `facts that are known are not part of the space`() {
    var known = FactSet()
    known[.purchased] = 26
    let space = FactSpace(rules: [limit, trial], known: known)
    #expect(!space.axes.contains { $0.fact == .purchased })
    #expect(space.axes.contains { $0.fact == .kind })
  }

  @Test func `two rules on two facts lead to four sets of live rules`() {
    let leaves = FactSpace(rules: [limit, trial]).leaves()
    let answers = Set(leaves.map { [$0.alive.contains(0), $0.alive.contains(1)] })
    #expect(answers.count == 4)
  }

  @Test func `what cannot be true together is left out`() {
    // A trial has no renewal, so no leaf has both rules alive.
    let renewed = [Condition(.renewed, ValueSet(values: [1]))]
    let space = FactSpace(rules: [trial, renewed])
    #expect(!space.leaves().contains { $0.alive.contains(0) && $0.alive.contains(1) })
  }

  @Test func `the window never began before the first purchase`() {
    let day: Int64 = 86_400_000_000
    let fresh = [Condition(.sinceFirstPurchase, ValueSet([Int64.min...30 * day - 1]))]
    let closed = [Condition(.sinceWindowStart, ValueSet([30 * day...Int64.max]))]
    let space = FactSpace(rules: [fresh, closed])
    #expect(!space.leaves().contains { $0.alive.contains(0) && $0.alive.contains(1) })
  }

  @Test func `only the fact that turns an answer differs`() {
    let space = FactSpace(rules: [limit, trial])
    let byLimit = { (alive: RuleBits) in alive.contains(0) ? 1 : 0 }
    #expect(space.differs(in: [.purchased], answer: byLimit))
    #expect(!space.differs(in: [.kind], answer: byLimit))
  }
}
