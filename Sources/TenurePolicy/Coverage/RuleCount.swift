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
    func add(_ headers: [RuleHeader]) {
      for header in headers where lines.insert(header.line).inserted {
        rules += 1
        if header.isHouse { houseRules += 1 }
      }
    }
    for kind in ActKind.allCases { add(edition.acts[kind]?.headers ?? []) }
    add(edition.termEnd.rules.map(\.header))
    add(edition.reactivation.rules.map(\.header))
    add(edition.refund.rules.map(\.header))
    add(edition.lifecycle.rules.map(\.header))
    add(edition.retention.rules.map(\.header))
    add(edition.storage.rules.map(\.header))
    add(edition.access.rules.map(\.header))
    add(edition.notices.rules.map(\.header))
    add(edition.pastDue.headers)
  }
}
