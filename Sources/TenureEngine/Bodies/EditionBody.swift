public import TenureDomain
public import TenurePolicy

/// The rules of an edition, for programs.
public struct EditionBody: Codable, Sendable, Hashable {
  public struct Rule: Codable, Sendable, Hashable {
    /// The act and its table, such as `cancel/refusals`, or the table alone.
    public var table: String
    public var id: String
    public var implements: [String]
    public var line: Int
    public var house: Bool
    public var source: SourceBody?
    /// What must hold, in words; empty means always.
    public var when: [String]
    /// The conclusion in words; nil for a rule that says "no".
    public var then: String?
    public var ways: [Way]
    public var text: String
  }

  public struct Way: Codable, Sendable, Hashable {
    public var way: String
    public var to: Int?
    public var house: Bool
  }

  public var format = "tenure.edition/1"
  public var edition: String
  public var effectiveFrom: String
  public var language: String
  public var sources: [SourceBody]
  public var rules: [Rule]

  public init(_ edition: Edition, _ wanted: String?, _ say: Localizer) {
    self.edition = "\(edition.id)"
    effectiveFrom = "\(edition.effectiveFrom)"
    language = say.language
    sources = edition.sources.map(SourceBody.init)
    rules = Self.rules(edition, say).filter {
      RuleName.matches(wanted, id: $0.id, implements: $0.implements)
    }
  }

  private static func rules(_ edition: Edition, _ say: Localizer) -> [Rule] {
    var rules: [Rule] = []
    func add<C: Sendable>(_ table: [TenureDomain.Rule<C>], _ name: String, _ then: (C) -> String?) {
      rules += table.map { rule in
        let ways = (rule.conclusion as? Refusal)?.ways ?? []
        let header = rule.header
        return Rule(
          table: name, id: header.id, implements: header.implements, line: header.line,
          house: header.isHouse, source: header.citation.map(SourceBody.init),
          when: say.lines(header.conditions), then: then(rule.conclusion),
          ways: ways.map { Way(way: $0.way.name, to: $0.to, house: $0.isHouse) },
          text: say.sentence(header))
      }
    }
    for kind in ActKind.allCases {
      guard let tables = edition.acts[kind] else { continue }
      add(tables.elsewhere, "\(kind.rawValue)/elsewhere") { _ in nil }
      add(tables.unnecessary, "\(kind.rawValue)/unnecessary") { _ in nil }
      add(tables.refusals, "\(kind.rawValue)/refusals") { _ in nil }
      add(tables.permits.rules, "\(kind.rawValue)/permits") { say.sentence($0) }
    }
    add(edition.termEnd.rules, "termEnd") { say.sentence($0) }
    add(edition.reactivation.rules, "reactivation") { say.sentence($0) }
    add(edition.refund.rules, "refund") { say.sentence($0) }
    add(edition.lifecycle.rules, "lifecycle") { say.sentence($0) }
    add(edition.retention.rules, "retention") { say.sentence($0) }
    add(edition.storage.rules, "storage") { say.sentence($0) }
    add(edition.access.rules, "access") { say.sentence($0) }
    add(edition.notices.rules, "notices") { say.sentence($0) }
    add(edition.pastDue.rules, "pastDue") { say.sentence($0) }
    return rules
  }
}
