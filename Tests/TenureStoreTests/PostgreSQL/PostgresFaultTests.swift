import TenureEngine
import Testing

@testable import TenureStore

@Suite struct PostgresFaultTests {
  private func fault(
    _ state: String?, constraint: String? = nil, hadExpectation: Bool = false
  ) -> PostgresFault.Consequence {
    PostgresFault(
      state: state, message: "m", constraint: constraint, hadExpectation: hadExpectation
    ).consequence
  }

  @Test func faultsOfTheRows() {
    #expect(fault("22012", hadExpectation: true) == .fail(.conflict))
    #expect(fault("22012") == .fail(.unreadable("PostgreSQL answered 22012: m")))
    #expect(fault("23505", constraint: "c") == .fail(.duplicate("c")))
    #expect(fault("23503", constraint: "c") == .fail(.constraint("c")))
    #expect(fault("23000") == .fail(.constraint("m")))
  }

  @Test func theServerAsksToGiveWay() {
    #expect(fault("40001") == .retry(.unavailable("m")))
    #expect(fault("40P01") == .retry(.unavailable("m")))
  }

  @Test(arguments: [nil, "57P01", "57P02", "57P03", "08006", "08P01", "25P03", "25006"])
  func theConnectionIsOfNoMoreUse(state: String?) {
    #expect(fault(state) == .reconnect(.unavailable("m")))
  }

  @Test(arguments: ["53300", "53200", "55P03", "57014", "58030"])
  func theServerIsBusyOrIll(state: String) {
    #expect(fault(state) == .fail(.unavailable("m")))
  }

  @Test func theDiskIsFull() {
    #expect(fault("53100") == .fail(.full))
  }

  @Test func whatNobodyExpectsIsSaidWithItsCode() {
    #expect(fault("42P01") == .fail(.unreadable("PostgreSQL answered 42P01: m")))
  }
}
