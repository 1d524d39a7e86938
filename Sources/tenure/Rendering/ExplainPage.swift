import TenureDomain
import TenureEngine
import TenurePolicy

/// The rules of an edition, for people.
struct ExplainPage {
  let edition: Edition
  let say: Localizer
  /// Which rules to show; nil shows all.
  let wanted: String?
  private(set) var page: Page
  private var shown = 0

  var text: String { page.text }
  var isEmpty: Bool { shown == 0 }

  init(_ edition: Edition, _ wanted: String?, _ say: Localizer, _ terminal: Terminal) {
    self.edition = edition
    self.say = say
    self.wanted = wanted
    page = Page(terminal)
    if wanted == nil { addEdition() }
    for kind in ActKind.allCases { addAct(kind) }
    add(edition.termEnd, "termEnd") { $1.sentence($0) }
    add(edition.reactivation, "reactivation") { $1.sentence($0) }
    add(edition.refund, "refund") { $1.sentence($0) }
    add(edition.lifecycle, "lifecycle") { $1.sentence($0) }
    add(edition.retention, "retention") { $1.sentence($0) }
    add(edition.storage, "storage") { $1.sentence($0) }
    add(edition.access, "access") { $1.sentence($0) }
    add(edition.notices, "notices") { $1.sentence($0) }
    add(edition.pastDue, "pastDue") { $1.sentence($0) }
  }

  private func label(_ key: String) -> String { say.text("cli.explain.\(key)") }

  private mutating func addEdition() {
    let id = edition.id
    page.title(
      say.text("cli.explain.edition", ["family": id.family, "date": say.date(id.date)]))
    page.paragraph(say.text("cli.explain.effective", ["date": say.date(edition.effectiveFrom)]))
    let counts = RuleCount(edition)
    page.paragraph(
      say.list([
        say.count("cli.explain.rules", counts.rules),
        say.count("cli.explain.houseRules", counts.houseRules),
      ]))
    page.heading(label("sources"))
    let sources = edition.sources.map { ($0.key, say.citation($0)) }
    page.fields(sources, indent: 2)
  }

  private mutating func addAct(_ kind: ActKind) {
    guard let tables = edition.acts[kind] else { return }
    let before = shown
    let mark = page
    page.heading(say.name(of: kind) + "  (\(kind.rawValue))")
    add(refusals: tables.elsewhere, "elsewhere")
    add(refusals: tables.unnecessary, "unnecessary")
    add(refusals: tables.refusals, "refusals")
    addRules(tables.permits.rules, "permits", indent: 2) { $1.sentence($0) }
    if shown == before { page = mark }
  }

  private mutating func add(refusals: [Rule<Refusal>], _ table: String) {
    addRules(refusals, table, indent: 2) { _, _ in nil }
  }

  private mutating func add<C: Sendable>(
    _ table: Table<C>, _ name: String, _ conclusion: (C, Localizer) -> String
  ) {
    addRules(table.rules, name, indent: 0) { conclusion($0, $1) }
  }

  private mutating func addRules<C: Sendable>(
    _ rules: [Rule<C>], _ table: String, indent: Int, _ conclusion: (C, Localizer) -> String?
  ) {
    let rules = rules.filter { matches($0.header) }
    guard !rules.isEmpty else { return }
    page.heading(label(table), indent: indent)
    for rule in rules {
      shown += 1
      page.blank()
      let house = rule.header.isHouse ? "  [\(label("house"))]" : ""
      page.paragraph(rule.header.id + house, indent: indent + 2, paint: page.ink.accent)
      page.fields(
        fields(rule.header, conclusion(rule.conclusion, say), rule.conclusion as? Refusal),
        indent: indent + 4)
    }
  }

  private func fields(
    _ header: RuleHeader, _ conclusion: String?, _ refusal: Refusal?
  ) -> [(String, String)] {
    let conditions = say.lines(header.conditions)
    var fields = [(label("when"), conditions.first ?? label("always"))]
    fields += conditions.dropFirst().map { ("", $0) }
    if let conclusion { fields.append((label("then"), conclusion)) }
    fields.append((label("says"), say.sentence(header)))
    if let refusal, !refusal.ways.isEmpty {
      let ways = refusal.ways.map { way in
        say.name(of: way.way, to: way.to) + (way.isHouse ? " [\(label("house"))]" : "")
      }
      fields.append((label("ways"), ways.joined(separator: " → ")))
    }
    if !header.implements.isEmpty {
      fields.append((label("implements"), header.implements.joined(separator: ", ")))
    }
    if let citation = header.citation {
      fields.append((label("source"), "\(citation.key): \(say.citation(citation))"))
    }
    return fields
  }

  private func matches(_ header: RuleHeader) -> Bool {
    RuleName.matches(wanted, id: header.id, implements: header.implements)
  }
}
