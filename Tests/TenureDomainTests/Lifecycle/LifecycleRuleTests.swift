import TenureDomain
import Testing

/// Days from an ending to each state.
struct LifecycleRuleTests {
  private let usual = LifecycleRule(
    stages: [.init(.expired, days: 30), .init(.disabled, days: 90)], reactivable: .untilDeleted)

  @Test func `stages follow one another, and deleted comes last`() {
    #expect(usual.days(until: .expired) == 0)
    #expect(usual.days(until: .disabled) == 30)
    // 30 + 90
    #expect(usual.days(until: .deleted) == 120)
    #expect(usual.days(until: .suspended) == nil)
  }

  @Test func `a stage without an end is the last`() {
    let person = LifecycleRule(stages: [.init(.expired, days: nil)], reactivable: .always)
    #expect(person.days(until: .expired) == 0)
    #expect(person.days(until: .deleted) == nil)
  }

  @Test func `no stage at all means deleted at once`() {
    #expect(LifecycleRule(stages: [], reactivable: .never).days(until: .deleted) == 0)
  }
}
