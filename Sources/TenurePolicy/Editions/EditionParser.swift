public import TenureDomain

/// An edition with the document it was read from.
public struct EditionDocument: Sendable {
  public let file: String
  public let edition: Edition
  /// The line of each act's own `permits`; empty for an edition that was made elsewhere.
  let actLines: [ActKind: Int]

  /// An edition that was made elsewhere.
  public init(file: String, edition: Edition) {
    self.file = file
    self.edition = edition
    actLines = [:]
  }

  /// Reads and compiles an edition's document.
  ///
  /// - Parameters:
  ///   - text: YAML, in the format of `Documentation/reference/policy-format.md`.
  ///   - file: the name to show in errors.
  ///   - products: the operator's catalogue, which the facts about products stand on.
  /// - Throws: every fault of the document, with its place.
  public init(
    _ text: String, file: String, products: ProductCatalog
  ) throws(InputErrors) {
    let root = try DocumentParser.parse(text, file: file)
    let reader = DocumentReader(file: file)
    let edition = EditionParser(reader: reader).edition(root, products: products)
    try reader.finish()
    guard let edition else {
      throw InputErrors([
        InputError(
          file: file, problem: "it is not an edition", remedy: "see the policy format's reference")
      ])
    }
    self.file = file
    self.edition = edition
    actLines = Self.actLines(root)
  }

  private static func actLines(_ root: DocumentNode) -> [ActKind: Int] {
    var lines: [ActKind: Int] = [:]
    let acts = root.pairs?.first { $0.key.text == "acts" }?.value
    for (key, tables) in acts?.pairs ?? [] {
      guard let kind = key.text.flatMap(ActKind.init(rawValue:)) else { continue }
      lines[kind] = tables.pairs?.first { $0.key.text == "permits" }?.key.line ?? key.line
    }
    return lines
  }
}

struct EditionParser {
  let reader: DocumentReader

  func edition(_ root: DocumentNode, products: ProductCatalog) -> Edition? {
    let tables = [
      "termEnd", "reactivation", "refund", "lifecycle", "retention", "access", "notices",
    ]
    guard
      let values = reader.mapping(
        root,
        required: ["family", "edition", "effectiveFrom", "sources", "acts"] + tables,
        optional: ["about", "sets", "house", "shared", "storage", "pastDue"])
    else { return nil }
    let citations = values["sources"].map(sources) ?? []
    let rules = RuleReader(
      reader: reader, tests: FactTestReader(reader: reader, sets: sets(values["sets"])),
      citations: citations)
    let conclusions = ConclusionReader(reader: reader)
    guard let family = values["family"].flatMap(reader.text),
      let date = values["edition"].flatMap(reader.date),
      let effectiveFrom = values["effectiveFrom"].flatMap(reader.date)
    else { return nil }
    let house = values["house"].map(house) ?? HouseValues()
    let acts = values["acts"].map { ActsParser(rules: rules).acts($0, shared: values["shared"]) }
    func table<C: Sendable>(_ name: String, _ read: @escaping (DocumentNode) -> C?) -> Table<C> {
      values[name].map { Table(rules.rules($0, table: name, read)) } ?? Table([])
    }
    return Edition(
      id: EditionID(family: family, date: date), effectiveFrom: effectiveFrom,
      sources: citations, house: house, products: products, acts: acts ?? [:],
      termEnd: table("termEnd", conclusions.termEnd),
      reactivation: table("reactivation", conclusions.reactivation),
      refund: table("refund", conclusions.refund),
      lifecycle: table("lifecycle", conclusions.lifecycle),
      retention: table("retention", conclusions.retention),
      storage: table("storage", conclusions.storage), access: table("access", conclusions.access),
      notices: table("notices", conclusions.notices),
      pastDue: table("pastDue", conclusions.pastDue))
  }

  private func sources(_ node: DocumentNode) -> [Citation] {
    (node.pairs ?? []).compactMap { key, value in
      guard
        let fields = reader.mapping(value, required: ["title"], optional: ["date", "note"]),
        let title = fields["title"].flatMap(reader.text)
      else { return nil }
      return Citation(key: key.text ?? "", title: title, date: fields["date"].flatMap(reader.date))
    }
  }

  private func sets(_ node: DocumentNode?) -> [String: [DocumentNode]] {
    var sets: [String: [DocumentNode]] = [:]
    for (key, value) in node?.pairs ?? [] { sets[key.text ?? ""] = reader.items(value) }
    return sets
  }

  private func house(_ node: DocumentNode) -> HouseValues {
    var house = HouseValues()
    let values =
      reader.mapping(
        node,
        optional: [
          "refundDueDays", "deletionDelayHours", "trialExtensionDays", "licenseWindow",
          "overAssignmentDays", "deletionNoticeDays", "reasonRequired",
          "changesWipeScheduled",
        ]) ?? [:]
    func number(_ name: String, _ range: ClosedRange<Int>) -> Int? {
      values[name].flatMap { reader.integer($0, in: range) }
    }
    if let days = number("refundDueDays", 1...366) { house.refundDueDays = days }
    if let hours = number("deletionDelayHours", 0...8_760) { house.deletionDelayHours = hours }
    if let days = number("trialExtensionDays", 1...366) { house.trialExtensionDays = days }
    if let days = number("overAssignmentDays", 1...3_660) { house.overAssignmentDays = days }
    if let days = number("deletionNoticeDays", 0...366) { house.deletionNoticeDays = days }
    if let span = values["licenseWindow"].flatMap(reader.span) { house.licenseWindow = span }
    if let isRequired = values["reasonRequired"].flatMap(reader.boolean) {
      house.reasonRequired = isRequired
    }
    if let wipes = values["changesWipeScheduled"].flatMap(reader.boolean) {
      house.changesWipeScheduled = wipes
    }
    return house
  }
}
