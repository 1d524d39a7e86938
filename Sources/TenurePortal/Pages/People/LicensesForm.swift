import TenureDomain
import TenureEngine
import TenurePolicy

/// Licenses are assigned in the product, which tells how many are. A demonstration has no product,
/// so there the page plays its part.
enum LicensesForm {
  static let routes: [Route] = [
    .get("\(PeoplePage.path)/licenses/{subscription}", PeoplePage.page),
    .post("\(PeoplePage.path)/licenses/{subscription}", post),
  ]

  private static let roles: Set<Role> = [
    .globalAdministrator, .licenseAdministrator, .userAdministrator,
  ]

  /// Whether somebody may say here how many licenses are assigned.
  static func isOffered(_ visit: Visit) -> Bool {
    guard visit.portal.settings.sells, case .person(let person)? = visit.session?.caller,
      person.account.text == visit.account?.id
    else { return false }
    return person.roles.contains { roles.contains($0) }
  }

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let account = AccountID(stored: try visit.knownAccount().id)
    let subscription = try visit.subscriptionID()
    guard isOffered(visit) else { throw Trouble(.forbidden) }
    let body = try await visit.engine.subscription(
      subscription, of: account, by: try visit.caller()
    ).body
    let purchased = body.licenses.purchased ?? 0
    guard let number = visit.form["assigned"].flatMap({ Int($0) }), (0...purchased) ~= number else {
      let fault = FormFault(
        field: "assigned-\(subscription)",
        text: visit.text(
          "people.assigned-error",
          ["name": visit.product(body.product), "most": visit.say.number(purchased)]))
      return try await PeoplePage.page(visit, [fault])
    }
    let told = #"{"licenses":{"purchased":\#(purchased),"assigned":\#(number)}}"#
    _ = try await visit.engine.changeSubscription(
      subscription, of: account, Array(told.utf8), by: .console, once: try visit.once())
    return .go(Place.people(account).path([("done", "assigned")]))
  }
}
