import TenureDomain
import TenureEngine
import TenurePortal

extension DemoWorld {
  /// The people of the sample world, as its sign-in page offers them.
  ///
  /// - Parameter key: the key that the operator signs in as.
  func signIn(operatorKey key: KeyID) -> DemoSignIn {
    let people = steps.flatMap { step -> [(rank: Int, member: DemoSignIn.Member)] in
      guard case .account(let account) = step.what else { return [] }
      return account.people.map { person in
        let rank = Self.tries.firstIndex { $0.person == person.id }
        let member = DemoSignIn.Member(
          person: PersonID(stored: person.id), name: person.name,
          account: AccountID(stored: account.id), accountName: account.name,
          face: Self.face(of: person, in: account), hint: rank.map { Self.tries[$0].hint })
        return (rank ?? Self.tries.count, member)
      }
    }
    let ordered = people.enumerated().sorted { one, other in
      (one.element.rank, one.offset) < (other.element.rank, other.offset)
    }
    let member = DemoSignIn.Member(operatorKey: key, name: "Operator", hint: "operator")
    return DemoSignIn(ordered.map(\.element.member) + [member])
  }

  /// Whom the sign-in page offers first, with the word for what one can try as them.
  static let tries: [(person: String, hint: String)] = [
    ("per_ida", "seven-days"), ("per_grace", "many-assigned"), ("per_tuva", "role"),
    ("per_noel", "closing"), ("per_niamh", "clock"), ("per_hansen", "family"),
    ("per_hansen_3", "member"), ("per_tremblay", "renewed"), ("per_lind", "shop"),
    ("per_holm", "ended"), ("per_alva", "support"),
  ]

  private static func face(of person: DemoAccount.Person, in account: DemoAccount) -> String {
    if person.roles.contains("support-agent") { return "support" }
    return account.kind == "consumer" ? "consumer" : "organisation"
  }
}
