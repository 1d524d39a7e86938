import TenureDomain
import Testing

/// A word's code is its position, which is read from the byte that stores it.
struct WordTests {
  private func hold<W: Word>(_ type: W.Type) {
    for (position, word) in W.allCases.enumerated() {
      #expect(word.code == Int64(position), "\(W.self).\(word)")
      #expect(W(code: Int64(position)) == word)
    }
    #expect(W(code: Int64(W.allCases.count)) == nil)
    #expect(W(code: -1) == nil)
  }

  @Test func `every closed set counts its words from 0`() {
    hold(AccountKind.self)
    hold(Agreement.self)
    hold(Program.self)
    hold(Segment.self)
    hold(Cloud.self)
    hold(Role.self)
    hold(SubscriptionKind.self)
    hold(SubscriptionState.self)
    hold(Channel.self)
    hold(PaymentMethod.self)
    hold(ProductLine.self)
    hold(Offer.self)
    hold(EndingCause.self)
    hold(ActKind.self)
    hold(Outcome.self)
    hold(Effect.self)
    hold(MilestoneKind.self)
  }

  @Test func `a country is known by its assigned code only`() {
    #expect(Country("NO").map { "\($0)" } == "NO")
    #expect(Country("no") == nil)
    #expect(Country("XX") == nil)
    #expect(Country("NOR") == nil)
    #expect(Country.assigned.count == 249)
  }
}
