import TenureDomain
import TenureEngine
import TenurePolicy

/// The people of an account whom a support agent can act for.
struct ActingPeople: Sendable {
  /// Whom something typed means.
  enum Meant: Sendable {
    case one(PersonBody)
    /// Those it may mean: several of exactly that name, or some whose names begin so.
    case unclear([PersonBody], isName: Bool)
    case nobody
  }

  /// Those who decide for the account first.
  let all: [PersonBody]

  /// More people than this are not listed but typed: nobody finds a name among hundreds.
  static let mostListed = 40

  var areListed: Bool { all.count <= Self.mostListed }

  init(_ own: AccountVisit) async throws {
    all = try await own.people().enumerated().sorted { one, other in
      (Self.rank(one.element), one.offset) < (Self.rank(other.element), other.offset)
    }.map(\.element)
  }

  subscript(id: String) -> PersonBody? { all.first { $0.id == id } }

  /// Whom a name, an address or an id means. Nobody is guessed: a name that two people have, or the
  /// beginning of one, is asked about.
  func meant(by typed: String) -> Meant {
    if let person = self[typed] { return .one(person) }
    let key = typed.lowercased()
    let exact = all.filter { $0.email == key || $0.name?.lowercased() == key }
    if exact.count == 1 { return .one(exact[0]) }
    if !exact.isEmpty { return .unclear(exact, isName: true) }
    let near = all.filter { person in
      let words = (person.name ?? "").lowercased().split(separator: " ")
      return person.email?.hasPrefix(key) == true || words.contains { $0.hasPrefix(key) }
        || person.name?.lowercased().hasPrefix(key) == true
    }
    return near.isEmpty ? .nobody : .unclear(near, isName: false)
  }

  /// What is typed to mean somebody and nobody else.
  static func typed(for person: PersonBody) -> String { person.email ?? person.id }

  private static func rank(_ person: PersonBody) -> Int {
    let roles = person.roles.compactMap { Role(rawValue: $0) }
    return roles.compactMap { deciding.firstIndex(of: $0) }.min() ?? deciding.count
  }

  private static let deciding: [Role] =
    [.owner, .globalAdministrator, .billingAccountOwner, .billingAdministrator]
    + Role.allCases.filter { ![.user, .familyMember, .visitor, .supportAgent].contains($0) }
}
