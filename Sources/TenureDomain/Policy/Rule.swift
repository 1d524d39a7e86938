/// A test of one fact against constants.
public struct Condition: Sendable, Hashable {
  public let fact: Fact
  public let values: ValueSet

  public init(_ fact: Fact, _ values: ValueSet) {
    self.fact = fact
    self.values = values
  }
}

/// Whether something holds, if enough is known to say so.
public enum Holding: Sendable, Hashable {
  case yes, no, unknown
}

/// A document that a rule follows.
public struct Citation: Sendable, Hashable {
  /// The short key under which the edition lists the document, such as `CAN24`.
  public let key: String
  public let title: String
  /// The date the document bears, nil if it bears none.
  public let date: CalendarDate?

  public init(key: String, title: String, date: CalendarDate?) {
    self.key = key
    self.title = title
    self.date = date
  }
}

/// What stands behind a rule, apart from its conclusion.
public final class RuleHeader: Sendable {
  /// The readable id, unique within its edition.
  public let id: String
  /// The documented rules it carries out, such as `ELIG-10`.
  public let implements: [String]
  /// All must hold; an absent fact means any value.
  public let conditions: [Condition]
  public let citation: Citation?
  /// Whether it closes a gap that the documents leave (D12).
  public let isHouse: Bool
  /// The message that says it to a person.
  public let message: String
  /// The line of the edition's document on which it begins.
  public let line: Int

  public init(
    id: String, implements: [String], conditions: [Condition], citation: Citation?, isHouse: Bool,
    message: String, line: Int
  ) {
    self.id = id
    self.implements = implements
    self.conditions = conditions
    self.citation = citation
    self.isHouse = isHouse
    self.message = message
    self.line = line
  }

  /// Whether all conditions hold.
  public func matches(_ facts: FactSet) -> Holding {
    var answer = Holding.yes
    for condition in conditions {
      guard let value = facts[condition.fact] else {
        answer = .unknown
        continue
      }
      if !condition.values.contains(value) { return .no }
    }
    return answer
  }
}

/// A rule: when its conditions hold, its conclusion may be drawn.
public struct Rule<Conclusion: Sendable>: Sendable {
  public let header: RuleHeader
  public let conclusion: Conclusion

  public init(_ header: RuleHeader, _ conclusion: Conclusion) {
    self.header = header
    self.conclusion = conclusion
  }
}
