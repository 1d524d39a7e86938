import TenureDomain

/// One run of the checker over one edition.
struct EditionCheck {
  let document: EditionDocument
  let messages: [MessageCatalog]
  let builder: WitnessBuilder
  var findings: [Finding] = []
  var summary = CheckSummary()
  /// By the line on which it begins.
  private var records: [Int: RuleRecord] = [:]
  /// By key, in the order in which they are missed.
  private var missing: [(key: String, text: MissingText)] = []

  init(_ document: EditionDocument, _ messages: [MessageCatalog]) {
    self.document = document
    self.messages = messages
    builder = WitnessBuilder(edition: document.edition)
  }

  private var edition: Edition { document.edition }

  mutating func run() {
    for kind in ActKind.allCases {
      if let tables = edition.acts[kind] { proveAct(kind, tables) }
    }
    prove("termEnd", edition.termEnd)
    prove("reactivation", edition.reactivation)
    prove("refund", edition.refund, asking: .cancel)
    prove("lifecycle", edition.lifecycle)
    prove("retention", edition.retention)
    if !edition.storage.rules.isEmpty { prove("storage", edition.storage) }
    prove("access", edition.access)
    prove("notices", edition.notices, asking: .cancel)
    if !edition.pastDue.rules.isEmpty { provePastDue() }
    for (fault, witness) in DeadlineProof(edition, builder).faults() {
      note(
        .disorderedDeadlines, line: fault.rule.line, rule: fault.rule.id, fault.problem,
        "put the deadlines in order", witness)
    }
    for record in records.values.sorted(by: { $0.header.line < $1.header.line }) {
      close(record)
    }
    checkActNames()
    noteMissingTexts()
  }

  private mutating func note(
    _ kind: Finding.Kind, line: Int, rule: String? = nil, _ problem: String, _ remedy: String,
    _ witness: Witness? = nil
  ) {
    findings.append(
      Finding(
        kind, file: document.file, line: line, ruleID: rule, problem: problem, remedy: remedy,
        counterexample: witness))
  }
}

// MARK: - Tables

extension EditionCheck {
  private mutating func proveAct(_ kind: ActKind, _ tables: ActTables) {
    let proof = ActProof(kind, tables, builder)
    summary.classes += proof.leaves.count
    let refusing = tables.elsewhere + tables.unnecessary + tables.refusals
    for (position, header) in tables.headers.enumerated() {
      let ways = position < refusing.count ? refusing[position].conclusion.ways : []
      let leaf = proof.deciding[position]
      checkRequestFacts(header, in: kind.rawValue, kind.parameters)
      record(
        header, ways, in: kind.rawValue, decided: leaf.map { proof.space.witness($0, asking: kind) }
      ) {
        proof.space.shadow(of: position, asking: kind) { alive in
          proof.layout.deciding(alive).map { tables.headers[$0].id }
        }
      }
    }
    if let leaf = proof.unanswered {
      note(
        .unanswered, line: document.actLines[kind] ?? 0,
        "no rule of `\(kind.rawValue)` answers some possible facts",
        "add a rule to `permits` or `refusals` that holds there",
        proof.space.witness(leaf, asking: kind))
    }
    let deadEnds = DeadEndProof(kind: kind, tables: tables, edition: edition, builder: builder)
    for (index, rule) in tables.refusals.enumerated()
    where proof.deciding[proof.layout.refusals.lowerBound + index] != nil {
      guard let fault = deadEnds.deadEnd(ofRefusal: index) else { continue }
      records[rule.header.line]?.deadEnds.append(kind.rawValue)
      if records[rule.header.line]?.deadEnd == nil {
        records[rule.header.line]?.deadEnd = fault.witness
      }
    }
  }

  private mutating func prove<C>(_ name: String, _ table: Table<C>, asking kind: ActKind? = nil) {
    let headers = table.rules.map(\.header)
    let proof = TableProof(headers, builder)
    summary.classes += proof.leaves.count
    for (position, header) in headers.enumerated() {
      let leaf = proof.deciding[position]
      checkRequestFacts(header, in: name, .nothing)
      record(header, [], in: name, decided: leaf.map { proof.space.witness($0, asking: kind) }) {
        proof.space.shadow(of: position, asking: kind) { alive in
          alive.first(in: headers.indices).map { [headers[$0].id] } ?? []
        }
      }
    }
    if let leaf = proof.unanswered {
      note(
        .unanswered, line: headers.first?.line ?? 0,
        "no rule of `\(name)` answers some possible facts",
        "end the table with a rule that has no `when`", proof.space.witness(leaf, asking: kind))
    }
  }

  private mutating func provePastDue() {
    prove("pastDue", edition.pastDue)
    for rule in edition.pastDue.rules {
      guard let problem = rule.conclusion.disorder else { continue }
      note(
        .disorderedDeadlines, line: rule.header.line, rule: rule.header.id, problem,
        "put the deadlines in order", records[rule.header.line]?.decided ?? nil)
    }
  }

  /// A rule may test what is asked for only where something is.
  private mutating func checkRequestFacts(
    _ header: RuleHeader, in table: String, _ parameters: ActParameters
  ) {
    for condition in header.conditions where !parameters.tell(condition.fact) {
      let path = FactCatalog.definition(of: condition.fact).path
      note(
        .illTyped, line: header.line, rule: header.id,
        "`\(path)` is never known in `\(table)`", "test facts of the account or subscription")
    }
  }

  private mutating func record(
    _ header: RuleHeader, _ ways: [WayCandidate], in place: String, decided: Witness??,
    shadow: () -> RuleRecord.Shadow
  ) {
    var record = records[header.line] ?? RuleRecord(header: header, ways: ways)
    record.places.append(place)
    if let decided {
      record.matters = true
      record.decided = record.decided ?? decided
    } else if record.shadow == nil {
      record.shadow = shadow()
    }
    records[header.line] = record
  }
}

extension ActParameters {
  /// Whether a fact is known once these are: every fact is that is not about what was asked for.
  fileprivate func tell(_ fact: Fact) -> Bool {
    switch fact {
    case .requestTo, .requestChange, .requestBelowAssigned, .requestWithinRemovable:
      self == .licenses
    case .requestAtRenewal: self == .licenses || self == .product
    case .requestRest: self == .product
    case .requestSameProduct, .requestOtherLine, .requestFewerServices:
      self == .product || self == .productAndUsers
    case .requestBeyondAssigned, .requestTarget, .requestLacking: self == .productAndUsers
    default: true
    }
  }
}

extension CaseSpace {
  /// The most usual case that a rule matches, and the rules that decide it.
  func shadow(
    of rule: Int, asking kind: ActKind?, deciding: (RuleBits) -> [String]
  ) -> RuleRecord.Shadow {
    let leaves = leaves { alive, _ in alive.contains(rule) ? alive : nil }
    guard let leaf = leaves.min(by: { $0.cost < $1.cost }) else {
      return RuleRecord.Shadow(witness: nil, before: [])
    }
    return RuleRecord.Shadow(witness: witness(leaf, asking: kind), before: deciding(leaf.alive))
  }
}

// MARK: - Rules

extension EditionCheck {
  /// What a rule lacks, once everything about it is known.
  private mutating func close(_ record: RuleRecord) {
    let header = record.header
    count(record)
    if !record.matters, let shadow = record.shadow {
      let names = shadow.before.map { "`\($0)`" }.joined(separator: ", ")
      note(
        .shadowed, line: header.line, rule: header.id,
        shadow.before.isEmpty
          ? "no possible facts meet its tests" : "wherever it matches, \(names) decides before it",
        "drop it, move it up or change its tests", shadow.witness)
    }
    if header.citation == nil && !header.isHouse {
      note(
        .missingCitation, line: header.line, rule: header.id,
        "it cites no document" + Self.naming(record.places),
        "add `source:`, or `house: true` if the documents are silent", record.decided)
    }
    if !record.deadEnds.isEmpty {
      let isShared = record.places.count > 1
      note(
        .deadEnd, line: header.line, rule: header.id,
        "it names nobody to ask, and no act it offers is permitted in some cases it refuses"
          + (isShared ? Self.naming(record.deadEnds, always: true) : ""),
        "add a contact to its `ways`, with `house: true` if the source names none",
        record.deadEnd)
    }
    for catalog in messages {
      let keys = ["reasons.\(header.message)"] + record.ways.map { "ways.\($0.way.name)" }
      for key in keys { miss(key, in: catalog, header, record.decided) }
    }
  }

  /// The acts or tables of a rule that stands in several.
  private static func naming(_ places: [String], always: Bool = false) -> String {
    guard always || places.count > 1 else { return "" }
    return " (in \(places.map { "`\($0)`" }.joined(separator: ", ")))"
  }

  private mutating func miss(
    _ key: String, in catalog: MessageCatalog, _ header: RuleHeader?, _ witness: Witness?
  ) {
    guard catalog.texts[key] == nil else { return }
    let known = missing.firstIndex { $0.key == key }
    let place = known ?? missing.count
    if known == nil { missing.append((key, MissingText(header: header, witness: witness))) }
    if !missing[place].text.catalogs.contains(where: { $0.file == catalog.file }) {
      missing[place].text.catalogs.append(catalog)
    }
  }

  /// One fault for each key, whatever the number of rules and languages.
  private mutating func noteMissingTexts() {
    for (key, text) in missing {
      let languages = text.catalogs.map { "`\($0.language)`" }.joined(separator: ", ")
      let files = text.catalogs.map { "`\($0.file)`" }.joined(separator: ", ")
      note(
        .missingMessage, line: text.header?.line ?? 0, rule: text.header?.id,
        "`\(key)` has no text in \(languages)", "add it to \(files)", text.witness)
    }
  }

  private mutating func count(_ record: RuleRecord) {
    summary.rules += 1
    if record.header.isHouse { summary.houseRules += 1 }
    for way in record.ways where way.isHouse {
      if case .contact = way.way { summary.houseContacts += 1 }
    }
  }

  /// Every act is named in every language.
  private mutating func checkActNames() {
    for catalog in messages {
      for kind in ActKind.allCases { miss("acts.\(kind.rawValue)", in: catalog, nil, nil) }
    }
  }
}
