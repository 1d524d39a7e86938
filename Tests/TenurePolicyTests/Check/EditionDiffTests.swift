import TenureDomain
import TenurePolicy
import Testing

@Suite struct `The difference between two editions` {
  static let differences: [Difference] = {
    guard let old = ShippedEditions.edition("microsoft-365-business@2021-05-06"),
      let new = ShippedEditions.edition("microsoft-365-business@2022-03-31")
    else { return [] }
    return EditionDiff.differences(from: old, to: new)
  }()

  @Test func `is nothing for an edition and itself`() throws {
    let edition = try #require(ShippedEditions.edition("microsoft-365-business@2024-09-10"))
    #expect(EditionDiff.differences(from: edition, to: edition).isEmpty)
  }

  @Test func `is told in few entries`() {
    #expect((8...25).contains(Self.differences.count))
  }

  @Test(arguments: [
    "Cancel, with more than 25 licenses in the subscription: was possible; is now refused",
    "Cancel, with exactly 25 licenses assigned: was refused",
    "Cancel, with a billing profile and at least 7 days since the start or the renewal: was "
      + "possible; is now refused",
    "Cancel, with own domains: was possible; is now refused",
    "Cancel, with a subscription that is `trial`: was unnecessary",
    "At the end of the term, with a subscription that is `trial`: it becomes paid; before, it "
      + "ends.",
  ])
  func `names what changed for whom`(_ start: String) throws {
    let messages = try MessageCatalog("language: en\n", file: "en.yaml")
    let sentences = Self.differences.map { $0.sentence(messages) }
    #expect(sentences.contains { $0.hasPrefix(start) }, "\(sentences.joined(separator: "\n"))")
  }

  @Test func `says that 26 licenses are reduced where one had to call`() throws {
    let difference = try #require(
      Self.differences.first { difference in
        difference.before.outcome == .refused && difference.after.outcome == .refused
          && difference.witness?.subject.subscription.licenses.assigned == 26
      })
    #expect(difference.before.ways.map(\.way) == [.contact(.support)])
    #expect(difference.after.ways.contains { $0.way == .act(.reduceLicenses) && $0.to == 25 })
  }

  @Test(arguments: [
    ("2020-04-22", "2021-04-15"), ("2021-04-15", "2021-05-06"), ("2021-05-06", "2022-03-31"),
    ("2022-03-31", "2024-09-10"),
  ])
  func `is what both editions decide for its witness`(_ from: String, _ to: String) throws {
    let old = try #require(ShippedEditions.edition("microsoft-365-business@\(from)"))
    let new = try #require(ShippedEditions.edition("microsoft-365-business@\(to)"))
    for difference in EditionDiff.differences(from: old, to: new) {
      let witness = try #require(difference.witness)
      let facts = witness.facts(under: new)
      for condition in difference.conditions {
        #expect(facts[condition.fact].map(condition.values.contains) == true)
      }
      guard let act = witness.act else { continue }
      let before = decide(act, on: witness.subject, at: witness.now, under: old)
      let after = decide(act, on: witness.subject, at: witness.now, under: new)
      #expect(before.outcome == difference.before.outcome)
      #expect(after.outcome == difference.after.outcome)
      #expect(
        before.reasons.prefix(difference.before.rules.count).map(\.rule.id)
          == difference.before.rules.map(\.id))
    }
  }
}
