import TenureDomain
import TenureEngine
import Testing

/// Who may reach what, case by case.
@Suite struct CallerTests {
  private let fjord = AccountID(stored: "acc_fjord")
  private let other = AccountID(stored: "acc_other")
  private let now = Timestamp(seconds: 1_700_000_000)

  private func person(_ roles: [Role], id: String = "per_kari") -> Caller {
    .person(
      PersonRecord(
        account: fjord, id: PersonID(stored: id), name: "Kari", roles: roles, created: now))
  }

  private func program(_ scopes: [Scope], in account: AccountID? = nil) -> Caller {
    .program(
      KeyRecord(
        id: KeyID(stored: "key_1"), hash: [], label: "shop", scopes: scopes, account: account,
        created: now))
  }

  @Test func `somebody else's account does not exist`() {
    #expect(throws: EngineError.notFound("account")) {
      try person([.globalAdministrator]).may(.readAccount, in: other)
    }
    #expect(throws: EngineError.notFound("account")) {
      try program([.read], in: fjord).may(.readAccount, in: other)
    }
  }

  @Test func `a support agent reads every account and changes none`() throws {
    let agent = person([.supportAgent])
    try agent.may(.readAccount, in: other)
    try agent.may(.act, in: other)
    #expect(throws: EngineError.notFound("account")) {
      try agent.may(.changePeople, in: other)
    }
  }

  @Test func `a user reads and asks, but not about money`() throws {
    let user = person([.user])
    try user.may(.readSubscriptions, in: fjord)
    try user.may(.ask, in: fjord)
    #expect(throws: EngineError.forbidden(.readLedger)) { try user.may(.readLedger, in: fjord) }
  }

  @Test func `a person may see to their own data`() throws {
    let user = person([.familyMember])
    try user.may(.erasePerson, in: fjord, about: PersonID(stored: "per_kari"))
    #expect(throws: EngineError.forbidden(.erasePerson)) {
      try user.may(.erasePerson, in: fjord, about: PersonID(stored: "per_ola"))
    }
  }

  @Test func `a program does what its scopes say`() throws {
    try program([.read]).may(.findAccounts)
    #expect(throws: EngineError.forbidden(.act)) { try program([.read]).may(.act, in: fjord) }
    #expect(throws: EngineError.forbidden(.manageKeys)) {
      try program([.read, .act, .write]).may(.manageKeys)
    }
  }

  @Test func `a key for one account cannot look through all`() throws {
    let key = program(Scope.allCases, in: fjord)
    for operation in [Operation.findAccounts, .findSubscriptions, .manageKeys, .operate] {
      #expect(throws: EngineError.forbidden(operation)) { try key.may(operation) }
    }
    try key.may(.readPolicies)
  }
}
