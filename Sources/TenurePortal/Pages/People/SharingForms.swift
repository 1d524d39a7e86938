import TenureDomain
import TenureEngine
import TenurePolicy

/// What the owner does with whom a subscription is shared, and how somebody leaves.
enum SharingForms {
  private static let below = "\(PeoplePage.path)/{subscription}"

  static let routes: [Route] = [
    .get("\(below)/share", PeoplePage.page),
    .post("\(below)/share", share),
    .get("\(below)/stop/{person}", PeoplePage.page),
    .post("\(below)/stop/{person}", stop),
  ]

  static func sharePath(_ account: AccountID, _ subscription: SubscriptionID) -> String {
    "\(Place.people(account).path)/\(subscription)/share"
  }

  static func stopPath(
    _ account: AccountID, _ subscription: SubscriptionID, _ person: PersonID
  ) -> String {
    "\(Place.people(account).path)/\(subscription)/stop/\(person)"
  }

  /// Whether whoever reads owns what is shared. Support and programs see it, but share nothing
  /// here.
  static func isOwner(_ visit: Visit) -> Bool {
    guard case .person(let person)? = visit.session?.caller, visit.face != .support else {
      return false
    }
    return person.roles.contains(.owner) && person.account.text == visit.account?.id
  }

  /// Shares with somebody of the account, or with somebody new who joins it.
  private static func share(_ visit: Visit) async throws -> PageAnswer {
    let account = AccountID(stored: try visit.knownAccount().id)
    let subscription = try visit.subscriptionID()
    let caller = try visit.caller()
    do {
      let person = try await member(visit, account, subscription)
      _ = try await visit.engine.share(subscription, of: account, with: person, by: caller)
    } catch let wrong as FormFaults {
      return try await PeoplePage.page(visit, wrong.faults)
    } catch EngineError.invalid(let faults) {
      let lines = faults.map { fault in
        FormFault(
          field: "\(fault.field == "email" ? "email" : "name")-\(subscription)",
          text: visit.text("people.faults.\(fault.field == "email" ? "email" : "share")"))
      }
      return try await PeoplePage.page(visit, lines)
    } catch StoreError.duplicate {
      let line = FormFault(
        field: "email-\(subscription)", text: visit.text("people.faults.exists"))
      return try await PeoplePage.page(visit, [line])
    }
    return .go(Place.people(account).path([("done", "shared")]))
  }

  /// The person of the account that was chosen, or the new one.
  private static func member(
    _ visit: Visit, _ account: AccountID, _ subscription: SubscriptionID
  ) async throws -> PersonID {
    let body = try await visit.engine.subscription(
      subscription, of: account, by: try visit.caller()
    ).body
    if body.sharedWith.count >= Engine.mostShares {
      if let earlier = try await sharer(visit, body) { return earlier }
      throw FormFaults("plan-\(subscription)", visit.text("people.faults.share"))
    }
    if let chosen = visit.form["person"].flatMap({ PersonID($0) }) { return chosen }
    guard let name = visit.form["name"] else {
      throw FormFaults(
        "name-\(subscription)", visit.text("people.faults.name"))
    }
    guard let email = visit.form["email"] else {
      throw FormFaults("email-\(subscription)", visit.text("people.faults.email"))
    }
    let told = NewMember(name: name, email: email, roles: [Role.familyMember.rawValue])
    let answer = try await visit.engine.addPerson(
      try JSONText.bytes(told), to: account, by: try visit.caller(), once: try visit.once())
    return PersonID(stored: try JSONText.value(PersonBody.self, answer.body).id)
  }

  /// Whom the form names, if it is shared with them already: the same form sent again comes here
  /// once it was the last who could be added.
  private static func sharer(_ visit: Visit, _ body: SubscriptionBody) async throws -> PersonID? {
    let form = visit.form
    let people = try await FamilyReader(visit).people()
    return body.sharedWith.first { share in
      if let chosen = form["person"] { return chosen == share.person }
      let person = people.first { $0.id == share.person }
      return person.map { $0.name == form["name"] && $0.email == form["email"]?.lowercased() }
        ?? false
    }.map { PersonID(stored: $0.person) }
  }

  private static func stop(_ visit: Visit) async throws -> PageAnswer {
    let account = AccountID(stored: try visit.knownAccount().id)
    let person = try visit.id("person", Named.Person.self)
    let isSelf = FamilyReader(visit).person == person
    do {
      _ = try await visit.engine.stopSharing(
        try visit.subscriptionID(), of: account, with: person, by: try visit.caller())
    } catch EngineError.notFound("share") {
      // It was stopped before, by the same form or in another window: that is what was asked for.
    }
    return .go(Place.people(account).path([("done", isSelf ? "left" : "stopped")]))
  }

  /// Somebody who joins a family.
  private struct NewMember: Encodable {
    let name: String
    let email: String
    let roles: [String]
  }
}

/// A form cannot be done as it was filled in.
struct FormFaults: Error {
  let faults: [FormFault]

  init(_ field: String, _ text: String) {
    faults = [FormFault(field: field, text: text)]
  }
}
