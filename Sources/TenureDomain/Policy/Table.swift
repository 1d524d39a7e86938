/// Rules in order, of which the first that matches holds.
public final class Table<Conclusion: Sendable>: Sendable {
  public let rules: [Rule<Conclusion>]
  private let matcher: Matcher

  public init(_ rules: [Rule<Conclusion>]) {
    self.rules = rules
    matcher = Matcher(rules.lazy.map { $0.header })
  }

  public var headers: [RuleHeader] { rules.map(\.header) }

  /// What a table says of some facts.
  public enum Finding {
    case rule(Rule<Conclusion>)
    /// Which rule holds depends on these facts.
    case open([Fact])
    case none
  }

  /// The first rule that matches, or the facts it hangs on.
  public func first(_ facts: FactSet) -> Finding {
    var open: [Fact] = []
    for position in 0..<matcher.count {
      switch matcher.matches(position, facts) {
      case .no: continue
      case .yes: return open.isEmpty ? .rule(rules[position]) : .open(open)
      case .unknown:
        for condition in rules[position].header.conditions
        where !facts.isKnown(condition.fact) && !open.contains(condition.fact) {
          open.append(condition.fact)
        }
      }
    }
    return open.isEmpty ? .none : .open(open)
  }
}
