import TenureDomain
import TenurePolicy

/// A small edition without a fault, for tests to put one in.
struct SmallEdition {
  /// The tables of the acts that are not simply permitted, as YAML flow.
  var acts: [String: String] = [:]
  /// The tables of the rules that acts share.
  var shared = ""
  var lifecycle =
    "[{ id: grace, then: { stages: [{ expired: 30d }, { disabled: 90d }], "
    + "reactivable: until-deleted }, source: A }]"
  var retention =
    "[{ id: data, then: { mayBeDeleted: when-deleted, deletedBy: 180d }, source: A }]"
  var refund = "[{ id: unused-days, then: prorated, source: A }]"

  static let file = "Policies/small@2025-01-01.yaml"

  static let products = ProductCatalog([
    Product(id: ProductID("large"), line: .business, rank: 2),
    Product(id: ProductID("small"), line: .business, rank: 1),
    Product(id: ProductID("home"), line: .consumer, rank: 1),
  ])

  /// One rule or table a line, so that places are easy to name.
  var text: String {
    var lines =
      [
        "family: small", "edition: 2025-01-01", "effectiveFrom: 2025-01-01",
        "sources: { A: { title: A document } }",
      ] + (shared.isEmpty ? [] : ["shared:", shared]) + ["acts:"]
    for kind in ActKind.allCases {
      lines.append("  \(kind.rawValue):")
      let tables = acts[kind.rawValue] ?? "    permits: [{ id: done, effect: now, source: A }]"
      lines.append(tables)
    }
    lines += [
      "termEnd: [{ id: ends, then: expire, source: A }]",
      "reactivation: [{ id: as-before, then: same, source: A }]", "refund: \(refund)",
      "lifecycle: \(lifecycle)", "retention: \(retention)",
      "access: [{ id: all, then: { users: full, admins: full }, source: A }]",
      "notices: [{ id: nobody, then: [], source: A }]",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The line on which a text stands.
  func line(of part: String) -> Int? {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains(part) }.map { $0 + 1 }
  }

  func findings(_ messages: [MessageCatalog] = []) -> [Finding] {
    PolicyChecker().report(
      on: text, file: Self.file, products: Self.products, messages: messages
    ).findings
  }

  func edition() throws -> Edition {
    try EditionDocument(text, file: Self.file, products: Self.products).edition
  }
}
