import TenureDomain
import TenureEngine
import TenurePolicy

/// The users of an organisation, and its licenses.
enum UsersView {
  struct Row: Sendable {
    let name: String
    /// Where the person is changed or deleted.
    let path: String
    let email: String?
    let roles: String
  }

  struct Model: Sendable {
    let faults: [FormFault]
    let hasFaults: Bool
    let done: String?
    let licenses: [LicenseRow]
    let hasLicenses: Bool
    let further: String?
    let products: String
    let here: String
    /// Whether this is a demonstration, in which the page plays the part of the product.
    let assigns: Bool
    let people: [Row]
    let hasPeople: Bool
    /// Whether whoever reads may not see the people.
    let isHidden: Bool
    let pager: Pager?
    let callBack: String
  }

  private static let rowsShown = 20
  /// Each product has a row and a form; with more of them the page would weigh over 50 kB.
  private static let productsShown = 12

  static func answer(_ visit: Visit, _ faults: [FormFault]) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let id = AccountID(stored: account.id)
    let rows = try await licenses(of: id, visit, faults)
    let shown = Array(rows.prefix(productsShown))
    let found = try await people(of: id, visit)
    let model = Model(
      faults: faults, hasFaults: !faults.isEmpty,
      done: visit.query["done"].flatMap {
        ["assigned", "changed", "erased", "roles"].contains($0) ? $0 : nil
      }
      .map { visit.text("people.done.\($0)") },
      licenses: shown, hasLicenses: !shown.isEmpty,
      further: rows.count > shown.count
        ? visit.count("people.further", rows.count - shown.count) : nil,
      products: Place.subscriptions(id).path, here: Place.people(id).path,
      assigns: LicensesForm.isOffered(visit),
      people: found.rows, hasPeople: !found.rows.isEmpty, isHidden: found.isHidden,
      pager: found.pager, callBack: Place.callBack(id, about: nil).path)
    let over = rows.filter { $0.isOver }.count
    return .page(
      "people", title: visit.text("people.title"),
      lead: over > 0 ? visit.count("people.lead-over", over) : visit.text("people.lead"),
      in: .people, under: [Crumb(account.name, .account(id))], model)
  }

  /// The licenses of what runs, those with too many users first.
  private static func licenses(
    of account: AccountID, _ visit: Visit, _ faults: [FormFault]
  ) async throws -> [LicenseRow] {
    let page = try await visit.engine.subscriptions(
      SubscriptionFilter(account: account, now: visit.engine.clock.now()), after: nil,
      limit: AccountPage.mostLookedAt, by: try visit.caller())
    var rows: [LicenseRow] = []
    for words in page.items.map({ SubscriptionWords($0, visit) }) {
      guard words.isActive, var row = LicenseRow(words, freed: try await freed(words)) else {
        continue
      }
      if let error = faults["assigned-\(words.id)"] {
        row.error = error
        row.number = visit.form["assigned"] ?? ""
      }
      rows.append(row)
    }
    return rows.filter(\.isOver) + rows.filter { !$0.isOver }
  }

  /// By when licenses that are too many are freed; nil where none is.
  private static func freed(_ words: SubscriptionWords) async throws -> String? {
    guard words.surplus > 0 else { return nil }
    let visit = words.visit
    let standing = try await visit.engine.timeline(
      of: words.id, in: words.account, by: try visit.caller(), language: visit.language)
    let kind = MilestoneKind.licensesFreedBy.rawValue
    return standing.body.timeline.milestones.first { $0.milestone == kind }
      .map { visit.text("words.concerns.surplus-until", ["date": visit.date($0.date)]) }
  }

  private static func people(
    of account: AccountID, _ visit: Visit
  ) async throws -> (rows: [Row], pager: Pager?, isHidden: Bool) {
    do {
      let page = try await visit.engine.people(
        of: account, after: visit.query["after"], limit: rowsShown, withErased: false,
        by: try visit.caller())
      let rows = page.items.map { row($0, visit) }
      return (rows, Pager(visit, .people(account), page, step: rowsShown), false)
    } catch EngineError.forbidden {
      return ([], nil, true)
    }
  }

  private static func row(_ person: PersonBody, _ visit: Visit) -> Row {
    let roles = person.roles.compactMap { Role(rawValue: $0) }.map { visit.say.name(of: $0) }
    return Row(
      name: person.name ?? person.id,
      path: PersonPage.path(AccountID(stored: person.account), PersonID(stored: person.id)),
      email: person.email,
      roles: roles.isEmpty
        ? visit.say.name(of: Role.user).withCapital : visit.say.list(roles).withCapital)
  }
}

/// The licenses of a subscription in a table.
struct LicenseRow: Sendable {
  let id: String
  let name: String
  let path: String
  let bought: String
  let assigned: String
  let free: String
  let isOver: Bool
  /// By when licenses that are too many are freed; nil where that is not known.
  let freed: String?
  /// Whether the following are offered.
  let mayAct: Bool
  let add: String
  let reduce: String
  /// What stands in the field that says how many are assigned.
  var number: String
  /// What is wrong with that; nil if nothing is.
  var error: String?

  /// nil for what has no licenses.
  init?(_ words: SubscriptionWords, freed: String?) {
    guard let purchased = words.body.licenses.purchased,
      let assigned = words.body.licenses.assigned
    else { return nil }
    let visit = words.visit
    id = words.body.id
    name = words.name
    path = words.place.path
    bought = visit.say.number(purchased)
    self.assigned = visit.say.number(assigned)
    isOver = words.surplus > 0
    free =
      isOver
      ? visit.count("people.over", words.surplus) : visit.say.number(purchased - assigned)
    self.freed = freed
    mayAct = visit.mayAct
    add = Place.act(words.account, words.id, .addLicenses).path
    reduce = Place.act(words.account, words.id, .reduceLicenses).path
    number = "\(assigned)"
  }
}
