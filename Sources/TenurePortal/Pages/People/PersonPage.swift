import TenureDomain
import TenureEngine
import TenurePolicy

/// One person of an account: name, address and roles, and how the person is changed or deleted.
enum PersonPage {
  struct Model: Sendable {
    let faults: [FormFault]
    let hasFaults: Bool
    let facts: [FactLine]
    /// Where the person is changed; nil for whoever may not.
    let change: String?
    let name: String
    let email: String
    let nameError: String?
    let emailError: String?
    let roles: RolesForm?
    /// Where support begins to act for the person; nil for anybody else.
    let acting: TextLink?
    /// Where the person is deleted; nil for whoever may not.
    let erase: String?
    /// What is wrong with the box of that form; nil if nothing is.
    let eraseError: String?
    /// Why the person cannot be deleted here; nil if it is possible.
    let kept: String?
    let closing: String
    let back: String
  }

  /// The box that says that one knows what deleting does.
  private static let understood = "understood"
  private static let address = "\(PeoplePage.path)/{person}"

  static let routes: [Route] = [
    .get(address) { try await page($0, []) },
    .post(address, change),
    .get("\(address)/roles") { try await page($0, []) },
    .post("\(address)/roles", roles),
    .get("\(address)/erase") { try await page($0, []) },
    .post("\(address)/erase", erase),
  ]

  static func path(_ account: AccountID, _ person: PersonID) -> String {
    "\(Place.people(account).path)/\(person)"
  }

  private static func page(_ visit: Visit, _ faults: [FormFault]) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let id = try visit.id("person", Named.Person.self)
    let person = try await own.engine.person(id, of: own.id, by: own.caller)
    guard person.erased == nil else { throw Trouble(.gone) }
    let isLast = try await isLastAdministrator(person, own)
    let mayChange = own.may(.changePeople) && own.account.closed == nil
    let mayErase = own.may(.erasePerson, about: id)
    let here = path(own.id, id)
    let model = Model(
      faults: faults, hasFaults: !faults.isEmpty, facts: facts(person, visit),
      change: mayChange ? here : nil, name: visit.form["name"] ?? person.name ?? "",
      email: visit.form.values["email"]?.trimmed ?? person.email ?? "",
      nameError: faults["name"], emailError: faults["email"],
      roles: RolesForm(person, own, faults), acting: acting(for: person, own),
      erase: mayErase && !isLast ? "\(here)/erase" : nil, eraseError: faults[understood],
      kept: isLast
        ? visit.text("people.person.last")
        : mayErase ? nil : visit.text("people.person.not-you"),
      closing: Place.closing(own.id).path, back: Place.people(own.id).path)
    let title = own.isConsumer ? "people.family" : "people.title"
    let answer = PageAnswer.page(
      "person", title: person.name ?? person.id, in: .people,
      under: own.crumbs + [Crumb(visit.text(title), .people(own.id))], model)
    return faults.isEmpty ? answer : answer.faulty
  }

  /// What is done from that link on is recorded as asked for by the person.
  private static func acting(for person: PersonBody, _ own: AccountVisit) -> TextLink? {
    guard own.visit.face == .support, own.account.closed == nil else { return nil }
    let text = own.visit.text("people.person.act-for", ["name": person.name ?? person.id])
    let place = own.isConsumer ? Place.account(own.id) : .subscriptions(own.id)
    return TextLink(text, place, [(ActingFields.personField, person.id)])
  }

  private static func facts(_ person: PersonBody, _ visit: Visit) -> [FactLine] {
    let roles = person.roles.compactMap { Role(rawValue: $0) }.map { visit.say.name(of: $0) }
    return [
      FactLine(
        visit.text("people.roles"),
        (roles.isEmpty ? visit.say.name(of: Role.user) : visit.say.list(roles)).withCapital),
      FactLine(visit.text("people.email"), person.email ?? visit.text("people.person.none")),
      FactLine(visit.text("people.person.since"), visit.date(person.created)),
    ]
  }

  /// Whether nobody would be left who can close the account.
  private static func isLastAdministrator(
    _ person: PersonBody, _ own: AccountVisit
  ) async throws -> Bool {
    let role = own.isConsumer ? Role.owner.rawValue : Role.globalAdministrator.rawValue
    guard person.roles.contains(role), own.may(.readPeople) else { return false }
    return try await own.people().filter { $0.roles.contains(role) }.count == 1
  }

  private static func change(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let id = try visit.id("person", Named.Person.self)
    guard let name = visit.form["name"] else {
      return try await page(
        visit, [FormFault(field: "name", text: visit.text("people.person.name-error"))])
    }
    let told = Change(name: name, email: visit.form["email"])
    do {
      _ = try await own.engine.changePerson(
        id, of: own.id, try JSONText.bytes(told), by: own.caller, once: try visit.once())
    } catch EngineError.invalid(let faults) {
      let found = faults.map { fault in
        let field = fault.field.hasPrefix("email") ? "email" : "name"
        return FormFault(
          field: field,
          text: visit.text(
            field == "email" ? "people.faults.email" : "people.person.name-error"))
      }
      return try await page(visit, found)
    } catch StoreError.duplicate {
      return try await page(
        visit, [FormFault(field: "email", text: visit.text("people.person.taken"))])
    }
    return .go(Place.people(own.id).path([("done", "changed")]))
  }

  private static func roles(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let id = try visit.id("person", Named.Person.self)
    let person = try await own.engine.person(id, of: own.id, by: own.caller)
    let isLast = try await isLastAdministrator(person, own)
    if let fault = try await RolesForm.save(person, isLast: isLast, own) {
      return try await page(visit, [fault])
    }
    return .go(Place.people(own.id).path([("done", "roles")]))
  }

  private static func erase(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let id = try visit.id("person", Named.Person.self)
    let person = try await own.engine.person(id, of: own.id, by: own.caller)
    guard try await !isLastAdministrator(person, own) else { throw Trouble(.notNow) }
    guard visit.form[understood] == "yes" else {
      let fault = FormFault(
        field: understood, text: visit.text("people.person.erase-not-understood"))
      return try await page(visit, [fault])
    }
    _ = try await own.engine.erasePerson(id, of: own.id, by: own.caller, once: try visit.once())
    return .go(Place.people(own.id).path([("done", "erased")]))
  }

  /// What is told of a person; an address that is left empty is removed.
  private struct Change: Encodable {
    let name: String
    let email: String?

    private enum CodingKeys: CodingKey { case name, email }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(name, forKey: .name)
      try values.encode(email, forKey: .email)
    }
  }
}
