import TenureDomain
import TenureEngine
import TenurePortal

extension DemoWorld {
  /// The people of the sample world, as its sign-in page offers them.
  ///
  /// - Parameter key: the key that the operator signs in as.
  func signIn(operatorKey key: KeyID) -> DemoSignIn {
    DemoSignIn(
      [DemoSignIn.Member(operatorKey: key, name: "Operator")]
        + steps.flatMap { step -> [DemoSignIn.Member] in
          guard case .account(let account) = step.what else { return [] }
          return account.people.map { person in
            DemoSignIn.Member(
              person: PersonID(stored: person.id), name: person.name,
              account: AccountID(stored: account.id), accountName: account.name,
              face: Self.face(of: person, in: account))
          }
        })
  }

  private static func face(of person: DemoAccount.Person, in account: DemoAccount) -> String {
    if person.roles.contains("support-agent") { return "support" }
    return account.kind == "consumer" ? "consumer" : "organisation"
  }
}
