import TenureDomain
import TenureEngine
import TenurePolicy

/// The form that gives somebody of an organisation roles and takes them.
struct RolesForm: Sendable {
  struct Choice: Sendable {
    let id: String
    let name: String
    let isChosen: Bool
  }

  let action: String
  let choices: [Choice]
  /// What is wrong with what was chosen; nil if nothing is.
  let fault: String?

  /// Those that an organisation gives. What else somebody has is not touched: the role of a support
  /// agent is the operator's to give.
  private static let offered = Role.allCases.filter {
    ![.user, .supportAgent, .owner, .familyMember, .visitor].contains($0)
  }

  /// The id of the first field, to which the summary of faults leads.
  private static let field = name(of: .globalAdministrator)
  /// What the form has even where nothing is chosen in it.
  private static let mark = "roles"

  private static func name(of role: Role) -> String { "role-\(role.rawValue)" }

  /// nil for whoever may not change them, and for a family, whose roles follow from sharing.
  init?(_ person: PersonBody, _ own: AccountVisit, _ faults: [FormFault]) {
    guard own.may(.changeRoles), own.account.closed == nil, !own.isConsumer else { return nil }
    let form = own.visit.form
    action = PersonPage.path(own.id, PersonID(stored: person.id)) + "/roles"
    choices = Self.offered.map { role in
      Choice(
        id: Self.name(of: role), name: own.visit.say.name(of: role).withCapital,
        isChosen: form[Self.mark] == nil
          ? person.roles.contains(role.rawValue) : form[Self.name(of: role)] != nil)
    }
    fault = faults[Self.field]
  }

  /// Gives a person the roles that were chosen.
  ///
  /// - Parameter isLast: whether nobody else could look after the account.
  /// - Returns: what is wrong with what was chosen; nil if it is done.
  static func save(
    _ person: PersonBody, isLast: Bool, _ own: AccountVisit
  ) async throws -> FormFault? {
    let visit = own.visit
    guard !own.isConsumer else { throw Trouble(.forbidden) }
    let chosen = offered.filter { visit.form[name(of: $0)] != nil }
    if isLast, !chosen.contains(.globalAdministrator) {
      return FormFault(field: field, text: visit.text("people.person.roles-last"))
    }
    let others = person.roles.compactMap { Role(rawValue: $0) }.filter { !offered.contains($0) }
    // Whoever has no role at all would not even see the account.
    let roles = chosen + others
    let told = ["roles": (roles.isEmpty ? [.user] : roles).map(\.rawValue)]
    _ = try await own.engine.changePerson(
      PersonID(stored: person.id), of: own.id, try JSONText.bytes(told), by: own.caller,
      once: try visit.once())
    return nil
  }
}
