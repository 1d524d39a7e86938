import TenureDomain
import TenurePolicy

extension Engine {
  /// Adds a person to an account.
  public func addPerson(
    _ body: [UInt8], to account: AccountID, by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.changePeople, in: account)
    return try await change(account, by: caller, once: once) { [self] context in
      _ = try context.account()
      let request = try RequestReader(body)
      let person = person(request.root, request, of: account, at: context.now)
      try request.finish()
      try checkRoles(person.roles, by: caller, in: account)
      try context.tx.insert(person)
      return ChangeResult(
        status: 201, body: try JSONText.bytes(PersonBody(person)),
        events: [try added(person, by: caller, at: context.now)],
        about: AnswerReference(account: account.text, person: person.id.text))
    }
  }

  /// Changes a person's name, address, language or roles.
  public func changePerson(
    _ id: PersonID, of account: AccountID, _ body: [UInt8], by caller: Caller,
    once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.changePeople, in: account)
    return try await change(account, by: caller, once: once) { [self] context in
      var person = try context.tx.existingPerson(id, of: account)
      let request = try RequestReader(body)
      let read = PersonRequest(request, request.root, isNew: false)
      let before = person
      read.apply(to: &person)
      try request.finish()
      try checkRoles(person.roles, insteadOf: before.roles, by: caller, in: account)
      guard person != before else {
        return ChangeResult(
          body: try JSONText.bytes(PersonBody(person)),
          about: AnswerReference(account: account.text, person: id.text))
      }
      try context.tx.update(person)
      var personal: [String: String] = [:]
      if person.name != before.name { personal["name"] = person.name }
      if person.email != before.email { personal["email"] = person.email }
      let event = try draft(
        EventType.personChanged,
        ChangeEventBody(
          by: caller.name, fields: read.fields.keys.sorted(), object: id.text,
          roles: person.roles.map(\.rawValue)),
        personal: personal, of: id, at: context.now)
      return ChangeResult(
        body: try JSONText.bytes(PersonBody(person)), events: [event],
        about: AnswerReference(account: account.text, person: id.text))
    }
  }

  /// One person of an account.
  public func person(
    _ id: PersonID, of account: AccountID, by caller: Caller
  ) async throws -> PersonBody {
    try caller.may(.readPeople, in: account, about: id)
    return try await store.read { tx in
      guard let person = try tx.person(id, of: account) else {
        throw EngineError.notFound("person")
      }
      return PersonBody(person)
    }
  }

  /// The people of an account, in the order of their ids.
  ///
  /// - Parameter withErased: whether those who were erased stand among them.
  public func people(
    of account: AccountID, after place: String?, limit: Int, withErased: Bool = true,
    by caller: Caller
  ) async throws -> Page<PersonBody> {
    try caller.may(.readPeople, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      return try Page(
        of: {
          try tx.people(of: account, PageRequest(after: $0.flatMap(PersonID.init), limit: $1))
        },
        where: { withErased || $0.erased == nil }, from: place, limit: limit, PersonBody.init,
        place: \.id.text)
    }
  }
}

extension StoreReader {
  /// A person who has not been erased.
  ///
  /// - Throws: `EngineError.notFound`.
  func existingPerson(_ id: PersonID, of account: AccountID) throws -> PersonRecord {
    guard let person = try person(id, of: account), person.erased == nil else {
      throw EngineError.notFound("person")
    }
    return person
  }
}
