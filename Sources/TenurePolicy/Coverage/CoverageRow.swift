/// How a documented rule is answered.
public enum CoverageKind: String, Sendable, Hashable, Codable, CaseIterable,
  CodingKeyRepresentable
{
  /// Policy rules name it.
  case policy
  /// The domain carries it out, whatever the policy.
  case mechanism
  /// Other documented rules carry it out.
  case through
  /// It lies outside the system.
  case doesNotApply = "does-not-apply"
  /// Another documented rule holds in its place.
  case overruled
  /// It belongs to a later part.
  case notYet = "not-yet"
  /// Nothing answers it: a fault.
  case unanswered

  /// The kind as a reader meets it.
  public var title: String {
    switch self {
    case .policy: "by policy"
    case .mechanism: "by the code"
    case .through: "through other rules"
    case .doesNotApply: "outside the system"
    case .overruled: "overruled"
    case .notYet: "later part"
    case .unanswered: "unanswered"
    }
  }

  /// Whether something carries the rule out.
  public var isImplemented: Bool {
    switch self {
    case .policy, .mechanism, .through: true
    case .doesNotApply, .overruled, .notYet, .unanswered: false
    }
  }
}

/// One documented rule, where it is carried out and what exercises it.
public struct CoverageRow: Sendable, Hashable, Codable {
  public let section: Int
  public let id: String
  public let says: String
  public let kind: CoverageKind
  /// The policy rules that name it.
  public let places: [CoveragePlace]
  /// The symbol of the domain or the folder of the engine that carries it out.
  public let symbol: String?
  /// The documented rules that carry it out, or that hold in its place.
  public let through: [String]
  public let category: InapplicableCategory?
  /// How the domain does it, why it does not apply, or what it waits for.
  public let note: String?
  /// The parts of the rule that are left open; empty if none is.
  public let exceptions: [CoverageException]
  /// The scenarios that exercise it; for `through`, also those of the rules it names.
  public let scenarios: [String]
  /// The suites that exercise it where a scenario cannot.
  public let tests: [String]
}

/// Policy rules of one family that name a documented rule, in the same editions.
public struct CoveragePlace: Sendable, Hashable, Codable {
  public let family: String
  /// The dates of the editions, oldest first.
  public let editions: [String]
  /// The ids of the rules, such as `cancel/license-limit`, in the order of the documents.
  public let rules: [String]
}

/// How many rules a section answers in each way.
public struct CoverageCount: Sendable, Hashable, Codable {
  public let section: Int
  public let title: String
  /// In the order of ``CoverageKind``.
  public let kinds: [CoverageKind: Int]

  /// The number of rules of the section.
  public var total: Int { kinds.values.reduce(0, +) }

  public subscript(kind: CoverageKind) -> Int { kinds[kind] ?? 0 }
}

/// Something that makes a coverage report untrue.
public struct CoverageFault: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The documented rule.
  public let id: String
  public let problem: String

  public var description: String { "\(id): \(problem)" }
}
