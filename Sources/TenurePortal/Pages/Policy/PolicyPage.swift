import TenureDomain
import TenureEngine
import TenurePolicy

/// One edition: what it is, and where its rules are found. With `table` in the address one of its
/// tables; with `rule` the table of a rule, at that rule.
enum PolicyPage {
  struct Model: Sendable {
    let facts: [FactLine]
    let acts: Listing
    let others: Listing
    let sources: Listing
  }

  static let routes: [Route] = [.get("/operator/policies/{family}/{date}", get)]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let (family, date) = (visit.parameters["family"] ?? "", visit.parameters["date"] ?? "")
    let body = try visit.engine.policy(
      "\(family)@\(date)", by: try visit.caller(), language: visit.language)
    guard let day = CalendarDate(date),
      let edition = visit.engine.shelf.edition(EditionID(family: family, date: day))
    else { throw Trouble(.notFound) }
    let tables = PolicyTables(body)
    let place = Place.policy(edition.id)
    if let rule = visit.query["rule"] {
      guard let table = tables.table(of: rule) else { throw Trouble(.notFound) }
      return .go(place.path([("table", table)]) + "#" + rule)
    }
    if let name = visit.query["table"] {
      guard let table = tables.table(named: name) else { throw Trouble(.notFound) }
      return PolicyTablePage(visit: visit, tables: tables, edition: edition, table: table).answer
    }
    return overview(of: tables, edition, visit)
  }

  private static func overview(
    of tables: PolicyTables, _ edition: Edition, _ visit: Visit
  ) -> PageAnswer {
    let place = Place.policy(edition.id)
    let model = Model(
      facts: facts(tables.body, edition, visit), acts: acts(tables, place, visit),
      others: others(tables, place, visit), sources: sources(tables.body, visit))
    return .page(
      "policy", title: visit.title(of: edition), lead: visit.text("policy.lead"), in: .policies,
      under: visit.homeCrumb + [Crumb(visit.text("policies.title"), .policies)], model)
  }

  private static func facts(
    _ body: EditionBody, _ edition: Edition, _ visit: Visit
  ) -> [FactLine] {
    let count = RuleCount(edition)
    let digest = visit.engine.shelf.digest(of: edition.id) ?? []
    return [
      FactLine(
        visit.text("policy.effective"), visit.date(body.effectiveFrom), day: body.effectiveFrom),
      FactLine(
        visit.text("policy.rules"), visit.count("policy.rule-count", count.rules),
        note: visit.count("policy.house-count", count.houseRules)),
      FactLine(visit.text("policy.name"), body.edition),
      FactLine(visit.text("policy.digest"), Hexadecimal.text(digest)),
    ]
  }

  /// One row an act, with the number of rules in each of its tables.
  private static func acts(
    _ tables: PolicyTables, _ place: Place, _ visit: Visit
  ) -> Listing {
    let answers = PolicyTables.answers
    return Listing(
      visit.text("policy.acts"),
      columns: [visit.text("policy.act")] + answers.map { visit.text("policy.answer-\($0)") },
      numbers: Set(1...answers.count),
      rows: tables.acts.map { act in
        let counts = answers.map { answer -> Listing.Cell in
          let name = "\(act.rawValue)/\(answer)"
          let count = tables[name].count
          return Listing.Cell(
            visit.say.number(count), path: count > 0 ? place.path([("table", name)]) : nil)
        }
        let path = place.path([("table", act.rawValue)])
        return [Listing.Cell(visit.say.name(of: act), path: path)] + counts
      })
  }

  private static func others(
    _ tables: PolicyTables, _ place: Place, _ visit: Visit
  ) -> Listing {
    Listing(
      visit.text("policy.others"), columns: ["table", "rules"].map { visit.text("policy.\($0)") },
      numbers: [1],
      rows: PolicyTables.others.filter { !tables[$0].isEmpty }.map { name in
        [
          Listing.Cell(
            visit.text("policy.table-\(name)"), path: place.path([("table", name)])),
          Listing.Cell(visit.say.number(tables[name].count)),
        ]
      })
  }

  private static func sources(_ body: EditionBody, _ visit: Visit) -> Listing {
    Listing(
      visit.text("policy.documents"),
      columns: ["document", "key", "dated"].map { visit.text("policy.\($0)") },
      rows: body.sources.map { source in
        [
          Listing.Cell(source.title), Listing.Cell(source.key, isName: true),
          Listing.Cell(
            source.date.map(visit.date) ?? visit.text("policy.undated"), moment: source.date),
        ]
      })
  }
}

extension Visit {
  func title(of edition: Edition) -> String {
    text("policy.title", ["family": edition.id.family, "date": say.date(edition.id.date)])
  }
}
