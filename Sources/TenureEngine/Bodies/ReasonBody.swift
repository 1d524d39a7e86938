public import TenureDomain
public import TenurePolicy

/// A fact; its value is there where one was used.
public struct FactBody: Codable, Sendable, Hashable {
  public var name: String
  public var value: String?
  public var text: String

  public init(name: String, value: String? = nil, text: String) {
    self.name = name
    self.value = value
    self.text = text
  }
}

/// A rule that holds, with the facts it used and the document it comes from.
public struct ReasonBody: Codable, Sendable, Hashable {
  public var rule: String
  public var implements: [String]
  public var message: String
  public var source: SourceBody?
  public var house: Bool
  public var facts: [FactBody]
  public var text: String

  public init(_ reason: Reason, _ facts: FactSet, _ say: Localizer) {
    let rule = reason.rule
    self.rule = rule.id
    implements = rule.implements
    message = rule.message
    source = rule.citation.map(SourceBody.init)
    house = rule.isHouse
    self.facts = reason.facts(in: facts).map { fact, value in
      FactBody(
        name: FactCatalog.definition(of: fact).path, value: FactText.of(value, fact),
        text: say.value(value, of: fact))
    }
    text = say.sentence(rule, facts)
  }
}

/// A document that a rule comes from.
public struct SourceBody: Codable, Sendable, Hashable {
  public var key: String
  public var title: String
  public var date: String?

  public init(_ citation: Citation) {
    key = citation.key
    title = citation.title
    date = citation.date.map { "\($0)" }
  }
}
