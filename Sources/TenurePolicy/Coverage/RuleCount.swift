public import TenureDomain

/// How many rules an edition has, each counted once wherever it stands.
public struct RuleCount: Sendable, Hashable {
  /// Those of the documents and of the house alike.
  public private(set) var rules = 0
  /// Those that the documents do not name.
  public private(set) var houseRules = 0

  /// Counts the rules of all of its tables.
  public init(_ edition: Edition) {
    var lines: Set<Int> = []
    for header in edition.headers where lines.insert(header.line).inserted {
      rules += 1
      if header.isHouse { houseRules += 1 }
    }
  }
}

extension Edition {
  /// The rules of every table, in the order of the document. One that stands in several tables is
  /// there as often.
  public var headers: [RuleHeader] {
    ActKind.allCases.flatMap { acts[$0]?.headers ?? [] } + termEnd.rules.map(\.header)
      + reactivation.rules.map(\.header) + refund.rules.map(\.header)
      + lifecycle.rules.map(\.header) + retention.rules.map(\.header)
      + storage.headers + access.headers + notices.headers + pastDue.headers
  }
}
