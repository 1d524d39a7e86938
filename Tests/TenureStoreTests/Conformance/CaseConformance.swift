import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct CaseConformance {
  private static func record(
    _ id: String, of account: String = "a", person: PersonID? = nil
  ) -> CaseRecord {
    CaseRecord(
      account: AccountID(stored: account), id: CaseID(stored: id), person: person,
      subscription: person == nil ? nil : "s", phone: "+45 12 34 56 æ", language: "da",
      bestTime: person == nil ? nil : "after \"four\"", note: person == nil ? nil : "a\nb",
      act: person == nil ? nil : .cancel, openedBy: "k", created: Sample.now)
  }

  private static func fill(_ store: any Store) async throws {
    try await store.write { tx in
      for account in ["a", "b"] {
        try tx.insert(Sample.account(account))
        try tx.insert(Sample.person("p", of: account))
        try tx.insert(Sample.subscription("s", of: account))
      }
      for record in [
        record("c3", of: "b"), record("c2", person: "p"), record("c1"), record("c4", of: "b"),
      ] { try tx.insert(record) }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func casesAreKeptAndFound(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.fill(store)
      func found(
        _ filter: CaseFilter, after: CaseID? = nil, limit: Int = 9
      ) async throws -> [String] {
        try await store.read { try $0.cases(filter, PageRequest(after: after, limit: limit)) }
          .map(\.id.text)
      }
      #expect(try await found(CaseFilter()) == ["c1", "c2", "c3", "c4"])
      #expect(try await found(CaseFilter(), after: "c1", limit: 2) == ["c2", "c3"])
      #expect(try await found(CaseFilter(account: "b")) == ["c3", "c4"])
      let newest = CaseFilter(isNewestFirst: true)
      #expect(try await found(newest) == ["c4", "c3", "c2", "c1"])
      #expect(try await found(newest, after: "c4", limit: 2) == ["c3", "c2"])
      #expect(try await found(CaseFilter(account: "a", person: "p")) == ["c2"])
      #expect(try await found(CaseFilter(state: .done)).isEmpty)
      var record = Self.record("c2", person: "p")
      #expect(try await store.read { try $0.supportCase("c2", of: "a") } == record)
      #expect(try await store.read { try $0.supportCase("c2", of: "b") } == nil)
      record.version = 2
      record.state = .done
      record.done = Sample.now.adding(days: 1)
      record.doneBy = "b/p"
      record.outcome = "said \"yes\"\n"
      try await store.write { [record] in try $0.update(record) }
      #expect(try await store.read { try $0.supportCase("c2", of: "a") } == record)
      #expect(try await found(CaseFilter(state: .done)) == ["c2"])
      await #expect(throws: StoreError.conflict) {
        try await store.write { [record] in try $0.update(record) }
      }
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { try $0.insert(Self.record("c1")) }
      }
      #expect(fault?.isDuplicate == true)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func whatIsPersonalGoesWithThePerson(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await Self.fill(store)
      try await store.write { try $0.eraseCases(of: "p", in: "a", unnamed: false) }
      let cases = try await store.read { try $0.cases(CaseFilter(), PageRequest(limit: 9)) }
      #expect(cases.map(\.phone).filter { $0 == nil }.count == 1)
      #expect(cases[1].phone == nil && cases[1].note == nil && cases[1].bestTime == nil)
      #expect(cases[1].version == 2 && cases[1].act == .cancel)
      try await store.write { try $0.eraseCases(of: "p", in: "a", unnamed: true) }
      let after = try await store.read { try $0.cases(CaseFilter(), PageRequest(limit: 9)) }
      #expect(after.map { $0.phone == nil } == [true, true, false, false])
    }
  }
}
