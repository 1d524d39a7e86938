import TenureDomain

/// Where each documented rule is carried out, and which scenario exercises it.
public struct CoverageReport: Sendable, Encodable {
  /// The version of the shape in JSON.
  public let format = "tenure.coverage/1"
  /// One row for each rule of the catalogue, in its order.
  public let rows: [CoverageRow]
  /// By section.
  public let counts: [CoverageCount]
  /// What is wrong: rules without an answer, with two, without a scenario; ids nobody knows.
  public let faults: [CoverageFault]
  /// Every edition's date by family, oldest first.
  let editions: [(family: String, dates: [String])]

  /// Joins the catalogue with the rules of every edition and with scenarios.
  public init(catalog: CoverageCatalog, book: PolicyBook, scenarios: [Scenario]) {
    let index = CoverageIndex(catalog: catalog, book: book, scenarios: scenarios)
    let rows = catalog.sections.flatMap { section in
      section.rules.map { index.row($0, section.number) }
    }
    self.rows = rows
    counts = catalog.sections.map { section in
      let kinds = rows.filter { $0.section == section.number }.map { ($0.kind, 1) }
      return CoverageCount(
        section: section.number, title: section.title,
        kinds: Dictionary(kinds, uniquingKeysWith: +))
    }
    faults = index.faults(rows)
    editions = book.families.map { family in
      (family, book.editions(of: family).map { "\($0.id.date)" })
    }
  }

  private enum CodingKeys: String, CodingKey {
    case format, rows, counts, faults
  }

  /// How many rules are answered in a way.
  public func count(_ kind: CoverageKind) -> Int {
    counts.reduce(0) { $0 + $1[kind] }
  }

  /// How many parts of rules that are carried out are left open for a reason.
  public func count(_ kind: ExceptionKind) -> Int {
    rows.reduce(0) { count, row in count + row.exceptions.count { $0.kind == kind } }
  }
}

private struct CoverageIndex {
  let catalog: CoverageCatalog
  /// For each documented rule, the policy rules that name it: family, rule, dates of editions.
  private var named: [String: [PolicyRule]] = [:]
  private var scenarios: [String: [String]] = [:]

  private struct PolicyRule {
    let family: String
    let rule: String
    var dates: [String]
  }

  init(catalog: CoverageCatalog, book: PolicyBook, scenarios: [Scenario]) {
    self.catalog = catalog
    for document in book.documents {
      for header in document.edition.headers {
        for id in header.implements { note(id, header.id, document.edition.id) }
      }
    }
    for scenario in scenarios {
      for id in scenario.rules where self.scenarios[id]?.last != scenario.id {
        self.scenarios[id, default: []].append(scenario.id)
      }
    }
  }

  private mutating func note(_ id: String, _ rule: String, _ edition: EditionID) {
    let date = "\(edition.date)"
    var rules = named[id] ?? []
    let known = rules.firstIndex { $0.family == edition.family && $0.rule == rule }
    if let known {
      if rules[known].dates.last != date { rules[known].dates.append(date) }
    } else {
      rules.append(PolicyRule(family: edition.family, rule: rule, dates: [date]))
    }
    named[id] = rules
  }

  func row(_ rule: CoverageRule, _ section: Int) -> CoverageRow {
    var symbol: String?
    var through: [String] = []
    var category: InapplicableCategory?
    var note: String?
    var kind = CoverageKind.unanswered
    switch rule.answer {
    case .byPolicy: break
    case .mechanism(let name, let how): (kind, symbol, note) = (.mechanism, name, how)
    case .through(let ids): (kind, through) = (.through, ids)
    case .doesNotApply(let why, let reason): (kind, category, note) = (.doesNotApply, why, reason)
    case .overruled(let other, let why): (kind, through, note) = (.overruled, [other], why)
    case .notYet(let reason): (kind, note) = (.notYet, reason)
    }
    let places = places(of: rule.id)
    if !places.isEmpty { kind = .policy }
    let exercised = kind == .overruled ? [] : [rule.id] + through
    return CoverageRow(
      section: section, id: rule.id, says: rule.says, kind: kind, places: places, symbol: symbol,
      through: through, category: category, note: note,
      exceptions: rule.exceptions,
      scenarios: exercised.flatMap { scenarios[$0] ?? [] }
        .reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      tests: rule.tests)
  }

  /// Policy rules of one family stand together where they do so in the same editions.
  private func places(of id: String) -> [CoveragePlace] {
    var places: [CoveragePlace] = []
    for rule in named[id] ?? [] {
      let known = places.firstIndex { $0.family == rule.family && $0.editions == rule.dates }
      let rules = known.map { places[$0].rules } ?? []
      let place = CoveragePlace(
        family: rule.family, editions: rule.dates, rules: rules + [rule.rule])
      if let known { places[known] = place } else { places.append(place) }
    }
    return places
  }

  func faults(_ rows: [CoverageRow]) -> [CoverageFault] {
    var faults: [CoverageFault] = []
    let kinds = Dictionary(rows.map { ($0.id, $0.kind) }) { first, _ in first }
    for row in rows {
      if row.kind == .unanswered { faults.append(fault(row.id, "no policy rule names it")) }
      if row.kind == .policy, row.category != nil || (row.note != nil && row.symbol == nil) {
        faults.append(
          fault(row.id, "a policy rule names it, but the catalogue says it is not done"))
      }
      if !row.exceptions.isEmpty, !row.kind.isImplemented {
        faults.append(fault(row.id, "an exception belongs to a rule that is carried out"))
      }
      if row.kind.isImplemented, row.scenarios.isEmpty, row.tests.isEmpty {
        faults.append(fault(row.id, "no scenario exercises it, nor a test"))
      }
      for id in row.exceptions.compactMap(\.rule) where !(kinds[id]?.isImplemented ?? false) {
        faults.append(
          fault(row.id, "`\(id)`, which overrules a part of it, is not carried out"))
      }
      for id in row.through where !(kinds[id]?.isImplemented ?? false) {
        let how =
          row.kind == .overruled
          ? "`\(id)`, which overrules it, is not carried out"
          : "`\(id)`, through which it is carried out, is not"
        faults.append(fault(row.id, how))
      }
    }
    for id in named.keys.sorted() where kinds[id] == nil {
      faults.append(fault(id, "a policy rule names it, but the catalogue does not know it"))
    }
    for id in scenarios.keys.sorted() where kinds[id] == nil {
      faults.append(fault(id, "a scenario names it, but the catalogue does not know it"))
    }
    return faults
  }

  private func fault(_ id: String, _ problem: String) -> CoverageFault {
    CoverageFault(id: id, problem: problem)
  }
}
