import TenureDomain
import TenureEngine
import TenurePolicy

/// The domains that an organisation connected, who is reached through them, and how to add and
/// remove them (DOM-01 to DOM-03).
enum DomainsPage {
  struct Model: Sendable {
    struct Row: Sendable {
      let name: String
      /// Whose address is in it.
      let people: [String]
      let hasPeople: Bool
      /// How many more there are; nil if all are named.
      let more: String?
      /// What happens first; nil if nothing does.
      let first: String?
      let isRemovable: Bool
    }

    let path: String
    let rows: [Row]
    let hasRows: Bool
    let pager: Pager
    let people: String
    let done: String?
    let faults: [FormFault]
    let hasFaults: Bool
    /// What is wrong with the name that was typed; nil if nothing is.
    let fault: String?
    let typed: String
    let mayChange: Bool
    /// Why nothing can be changed; nil if it can.
    let whyNot: String?
    let subscriptions: [TextLink]
    let hasSubscriptions: Bool
    let account: String
  }

  static let routes: [Route] = [
    .get("/accounts/{account}/domains") { visit in
      try await page(try AccountVisit(visit), typed: visit.form["domain"])
    },
    .post("/accounts/{account}/domains", post),
  ]

  private static let rowsShown = 20
  private static let peopleShown = 10

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let domain = visit.form["domain"] ?? ""
    let isRemoval = visit.form["do"] == "remove"
    do {
      if isRemoval {
        _ = try await own.engine.deleteDomain(
          domain, of: own.id, by: own.caller, once: try visit.once())
      } else {
        _ = try await own.engine.addDomain(
          domain, to: own.id, by: own.caller, once: try visit.once())
      }
    } catch EngineError.invalid {
      let text = visit.text(domain.isEmpty ? "domains.none-typed" : "domains.no-domain")
      return try await refused(own, typed: domain, text)
    } catch EngineError.domainInUse(let domain, _) {
      return try await refused(own, typed: nil, visit.text("domains.in-use", ["domain": domain]))
    }
    let done = isRemoval ? "removed" : "added"
    return .go(Place.domains(own.id).path([("done", done)]))
  }

  private static func refused(
    _ own: AccountVisit, typed: String?, _ text: String
  ) async throws -> PageAnswer {
    try await page(own, typed: typed, [FormFault(field: "domain", text: text)]).faulty
  }

  private static func page(
    _ own: AccountVisit, typed: String?, _ faults: [FormFault] = []
  ) async throws -> PageAnswer {
    let visit = own.visit
    // Read anew: the visit's account is that of before the form was carried out.
    let domains = try await own.engine.account(own.id, by: own.caller).body.domains ?? []
    let shown = stretch(of: domains, after: visit.query["after"])
    let people = domains.isEmpty || !own.may(.readPeople) ? [] : try await own.people()
    let isClosed = own.account.closed != nil
    let mayChange = own.may(.changeDomains) && !isClosed
    let named = try await own.subscriptions().filter { $0.kind == "domain" }
    let model = Model(
      path: Place.domains(own.id).path,
      rows: shown.items.map { row(of: $0, people, visit, mayChange: mayChange) },
      hasRows: !domains.isEmpty, pager: Pager(visit, .domains(own.id), shown, step: rowsShown),
      people: Place.people(own.id).path,
      done: own.done(["added", "removed"], of: "domains"), faults: faults,
      hasFaults: !faults.isEmpty, fault: faults["domain"], typed: typed ?? "",
      mayChange: mayChange,
      whyNot: own.closed ?? (mayChange ? nil : whyNot(visit)),
      subscriptions: named.map {
        TextLink(
          visit.product($0.product), .subscription(own.id, SubscriptionID(stored: $0.id)))
      },
      hasSubscriptions: !named.isEmpty, account: Place.account(own.id).path)
    return .page(
      "domains", title: visit.text("domains.title"), lead: visit.text("domains.lead"),
      in: .domains, model)
  }

  /// The domains of one page.
  private static func stretch(of domains: [String], after place: String?) -> Page<String> {
    let rest = domains.sorted().filter { domain in place.map { domain > $0 } ?? true }
    let shown = Array(rest.prefix(rowsShown))
    return Page(shown, next: rest.count > shown.count ? shown.last : nil)
  }

  private static func whyNot(_ visit: Visit) -> String {
    visit.text(visit.face == .support ? "domains.not-support" : "domains.not-your-role")
  }

  private static func row(
    of domain: String, _ people: [PersonBody], _ visit: Visit, mayChange: Bool
  ) -> Model.Row {
    let held = people.filter { $0.email?.hasSuffix("@\(domain)") ?? false }
    let names = held.prefix(peopleShown).map { person in
      [person.name, person.email].compactMap { $0 }.joined(separator: ", ")
    }
    return Model.Row(
      name: domain, people: names, hasPeople: !names.isEmpty,
      more: held.count > names.count
        ? visit.count("domains.more", held.count - names.count) : nil,
      first: held.isEmpty ? nil : visit.count("domains.first", held.count, ["domain": domain]),
      isRemovable: held.isEmpty && mayChange)
  }
}
