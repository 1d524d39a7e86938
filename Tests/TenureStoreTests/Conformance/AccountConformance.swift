import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct AccountConformance {
  private static let full = AccountRecord(
    id: "a", version: 1, name: "Ærø Bånd 🦊", kind: .consumer, family: "microsoft-365-consumer",
    agreement: .csp, program: .cspLegacy, segment: .enterprise, country: Country("DK"),
    cloud: .china, timeZone: "Europe/Copenhagen", language: "da", billingProfile: "Main",
    storage: StorageUse(used: 5_000_000_001, mail: 7), created: Sample.now,
    closed: Sample.now.adding(days: 1))

  @Test(arguments: StoreUnderTest.all)
  func everyPropertyComesBack(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let bare = Sample.account("b")
      try await store.write { tx in
        try tx.insert(Self.full)
        try tx.insert(bare)
      }
      #expect(try await store.read { try $0.account("a") } == Self.full)
      #expect(try await store.read { try $0.account("b") } == bare)
      #expect(try await store.read { try $0.account("c") } == nil)
      // Everything told becomes untold.
      let changed = AccountRecord(
        id: "a", version: 2, name: "B", kind: .business, family: "f", created: Sample.now)
      try await store.write { try $0.update(changed) }
      #expect(try await store.read { try $0.account("a") } == changed)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aChangeOfAnOldVersionIsAConflict(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { try $0.insert(Sample.account("a")) }
      var changed = Sample.account("a", name: "Fabrikam")
      changed.version = 2
      try await store.write { [changed] in try $0.update(changed) }
      await #expect(throws: StoreError.conflict) {
        try await store.write { [changed] in try $0.update(changed) }
      }
      await #expect(throws: StoreError.conflict) {
        var unknown = Sample.account("x")
        unknown.version = 2
        try await store.write { [unknown] in try $0.update(unknown) }
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func anIdIsTakenOnce(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { try $0.insert(Sample.account("a")) }
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { try $0.insert(Sample.account("a")) }
      }
      #expect(fault?.isDuplicate == true)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func accountsAreFoundByNameDomainAndAddress(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let names = ["Contoso", "CONTOSO Norge", "Fabrikam", "Ærø", "%", "Con"]
      try await store.write { tx in
        for (index, name) in names.enumerated() {
          try tx.insert(Sample.account("a\(index)", name: name))
        }
        try tx.insert(domain: "contoso.com", of: "a0")
        try tx.insert(domain: "contoso.com", of: "a1")
        try tx.insert(Sample.person("p", of: "a1", email: "ada@contoso.com"))
      }
      let cases: [(AccountSearch, [AccountID])] = [
        (AccountSearch(), ["a0", "a1", "a2", "a3", "a4", "a5"]),
        (AccountSearch(name: "conto"), ["a0", "a1"]),
        (AccountSearch(name: "CON"), ["a0", "a1", "a5"]),
        (AccountSearch(name: "oso"), []),
        (AccountSearch(name: "æ"), ["a3"]),
        (AccountSearch(name: "%"), ["a4"]),
        (AccountSearch(domain: "Contoso.com"), ["a0", "a1"]),
        (AccountSearch(domain: "contoso"), []),
        (AccountSearch(email: "Ada@contoso.com"), ["a1"]),
        (AccountSearch(name: "contoso", domain: "contoso.com", email: "ada@contoso.com"), ["a1"]),
        (AccountSearch(name: "fab", domain: "contoso.com"), []),
      ]
      for (search, expected) in cases {
        let found = try await store.read { try $0.accounts(search, PageRequest(limit: 10)) }
        #expect(found.map(\.id) == expected, "\(search)")
      }
      let page = PageRequest<AccountID>(after: "a0", limit: 1)
      let second = try await store.read { try $0.accounts(AccountSearch(name: "con"), page) }
      #expect(second.map(\.id) == ["a1"])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aLetterWithAnAccentIsFoundHoweverItIsWritten(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { try $0.insert(Sample.account("a", name: "A\u{30A}rhus")) }
      let search = AccountSearch(name: "\u{E5}rh")
      let found = try await store.read { try $0.accounts(search, PageRequest(limit: 10)) }
      #expect(found.map(\.id) == ["a"])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func domainsAreCountedAndRemoved(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(domain: "z.example", of: "a")
        try tx.insert(domain: "b.example", of: "a")
      }
      #expect(try await store.read { try $0.domains(of: "a") } == ["b.example", "z.example"])
      #expect(try await store.read { try $0.account("a") }?.customDomains == 2)
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { try $0.insert(domain: "z.example", of: "a") }
      }
      #expect(fault?.isDuplicate == true)
      #expect(try await store.write { try $0.remove(domain: "z.example", of: "a") })
      #expect(try await store.write { try !$0.remove(domain: "z.example", of: "a") })
      #expect(try await store.read { try $0.account("a") }?.customDomains == 1)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func peopleKeepTheirRolesInOrder(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      var ada = Sample.person(
        "p1", of: "a", email: "ada@x.example", roles: [.user, .billingAdministrator, .owner])
      let ben = Sample.person("p2", of: "a", roles: [])
      try await store.write { [ada] tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.account("b"))
        try tx.insert(ada)
        try tx.insert(ben)
        try tx.insert(Sample.person("p1", of: "b", email: "ada@x.example"))
      }
      #expect(try await store.read { try $0.person("p1", of: "a") } == ada)
      #expect(try await store.read { try $0.people(of: "a", PageRequest(limit: 9)) } == [ada, ben])
      #expect(try await store.read { try $0.people(of: "a", PageRequest(limit: 1)) } == [ada])
      let rest = PageRequest<PersonID>(after: "p1", limit: 1)
      #expect(try await store.read { try $0.people(of: "a", rest) } == [ben])

      ada.name = nil
      ada.email = nil
      ada.roles = [.owner, .user]
      ada.erased = Sample.now
      try await store.write { [ada] in try $0.update(ada) }
      #expect(try await store.read { try $0.person("p1", of: "a") } == ada)
      #expect(try await store.read { try $0.person("p1", of: "b") }?.name == "Ada")
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func anAddressIsTakenOnceWithinAnAccount(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.person("p1", of: "a", email: "ada@x.example"))
      }
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { tx in
          try tx.insert(Sample.person("p2", of: "a", email: "ada@x.example"))
        }
      }
      guard case .duplicate(let what) = fault else {
        Issue.record("expected a duplicate, got \(String(describing: fault))")
        return
      }
      #expect(what.contains("email"))  // so that the caller can tell it from a taken id
    }
  }
}
