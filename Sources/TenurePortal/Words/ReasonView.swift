import TenureDomain
import TenureEngine

/// Why a decision came out so, as the partial `reasons` shows it in a list named `reasons`.
struct ReasonView: Sendable {
  let text: String
  /// The id of the rule, such as `cancel/assigned-limit`.
  let rule: String
  /// Where the rule stands among the policies; nil for who may not read them.
  let rulePath: String?
  /// The documented rules that it carries out, such as `ELIG-19, DOM-01`; nil if there are none.
  let implements: String?
  /// The document that says so, with its date; nil for a rule of our own without one.
  let source: String?
  /// Whether the rule is ours, because the documents are silent.
  let isHouse: Bool
  /// What the rule used, with its values.
  let facts: [FactLine]
  let hasFacts: Bool

  /// - Parameters:
  ///   - edition: the one that was asked; nil where that is not told.
  ///   - text: what is said in place of the rule's own words; nil for those.
  init(_ reason: ReasonBody, of edition: String?, saying text: String? = nil, _ visit: Visit) {
    self.text = text ?? visit.said(reason)
    rule = reason.rule
    rulePath = visit.path(ofRuleIn: reason, of: edition)
    implements = reason.implements.isEmpty ? nil : reason.implements.joined(separator: ", ")
    source = reason.source.map { visit.citation($0) }
    isHouse = reason.house
    facts = reason.facts.map { FactLine($0, visit) }
    hasFacts = !facts.isEmpty
  }
}

extension Visit {
  /// A document with its date, as people name it.
  func citation(_ source: SourceBody) -> String {
    guard let date = source.date else { return source.title }
    return text("words.citation", ["title": source.title, "date": self.date(date)])
  }
}
