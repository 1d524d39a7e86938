import TenureDomain
import TenureEngine
import TenurePolicy

/// One table of an edition: each rule with its condition, what follows and the document behind it.
struct PolicyTablePage {
  struct Model: Sendable {
    let tabs: Tabs?
    /// What it means that a rule of this table holds.
    let meaning: String
    let rules: Listing
    let others: [TextLink]
  }

  let visit: Visit
  let tables: PolicyTables
  let edition: Edition
  let table: String

  private var place: Place { .policy(edition.id) }
  private var act: ActKind? { PolicyTables.parts(of: table).act }
  private var answerName: String { PolicyTables.parts(of: table).answer }
  private var saysNo: Bool { act != nil && answerName != "permits" }

  var answer: PageAnswer {
    let title = act.map { visit.say.name(of: $0) } ?? visit.text("policy.table-\(table)")
    let meaning = act == nil ? "policy.first-holds" : "policy.meaning-\(answerName)"
    return .page(
      "policy-table", title: title, in: .policies,
      under: visit.homeCrumb + [
        Crumb(visit.text("policies.title"), .policies), Crumb(visit.title(of: edition), place),
      ], Model(tabs: tabs, meaning: visit.text(meaning), rules: rules, others: neighbours))
  }

  private var tabs: Tabs? {
    guard let act else { return nil }
    let shown = PolicyTables.answers.map { (answer: $0, name: "\(act.rawValue)/\($0)") }
      .filter { !tables[$0.name].isEmpty }
    return Tabs(
      name: visit.say.name(of: act),
      tabs: shown.map { tab in
        let words = [
          "answer": visit.text("policy.answer-\(tab.answer)"),
          "count": visit.say.number(tables[tab.name].count),
        ]
        return Tabs.Tab(
          text: visit.text("policy.tab", words), path: place.path([("table", tab.name)]),
          isCurrent: tab.name == table)
      })
  }

  /// The tables before and after this one, acts first.
  private var neighbours: [TextLink] {
    let names =
      tables.acts.map { ($0.rawValue, visit.say.name(of: $0)) }
      + PolicyTables.others.filter { !tables[$0].isEmpty }.map {
        ($0, visit.text("policy.table-\($0)"))
      }
    let own = act?.rawValue ?? table
    guard let index = names.firstIndex(where: { $0.0 == own }) else { return [] }
    return [index - 1, index + 1].filter(names.indices.contains).map {
      TextLink(names[$0].1, path: place.path([("table", names[$0].0)]))
    }
  }

  private var rules: Listing {
    let columns =
      saysNo ? ["rule", "when", "why", "document"] : ["rule", "when", "then", "document"]
    return Listing(
      visit.text("policy.rules-of-table"), columns: columns.map { visit.text("policy.\($0)") },
      rows: tables[table].map { rule in
        let when = rule.when.map(\.withCapital)
        return (
          anchor: rule.id,
          cells: [
            Listing.Cell(rule.id, isName: true, notes: notes(of: rule)),
            Listing.Cell(
              when.first ?? visit.text("policy.always"), notes: Array(when.dropFirst())),
            conclusion(of: rule), source(of: rule),
          ]
        )
      })
  }

  private func notes(of rule: PolicyTables.Rule) -> [String] {
    let implements = rule.implements.isEmpty ? [] : [rule.implements.joined(separator: ", ")]
    return implements + (rule.house ? [visit.text("policy.house")] : [])
  }

  /// A rule that says no tells why and what can be done instead; the others what follows, and why.
  private func conclusion(of rule: PolicyTables.Rule) -> Listing.Cell {
    guard let then = rule.then else {
      guard !rule.ways.isEmpty else { return Listing.Cell(rule.text) }
      let ways = rule.ways.map(name).joined(separator: "; ")
      return Listing.Cell(
        rule.text, notes: [visit.text("policy.instead", ["ways": ways])])
    }
    return Listing.Cell(then.withCapital, notes: [rule.text])
  }

  private func name(of way: EditionBody.Way) -> String {
    let name = Way(way.way).map { visit.say.name(of: $0, to: way.to) } ?? way.way
    return way.house ? visit.text("policy.house-way", ["way": name]) : name
  }

  private func source(of rule: PolicyTables.Rule) -> Listing.Cell {
    guard let source = rule.source else { return Listing.Cell(visit.text("policy.no-document")) }
    return Listing.Cell(source.title, notes: source.date.map { [visit.date($0)] } ?? [])
  }
}
