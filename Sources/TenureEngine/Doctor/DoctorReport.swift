/// What a check of a live database found.
public struct DoctorReport: Codable, Sendable, Hashable {
  /// The version of the shape.
  public var format = "tenure.doctor/1"
  /// When the check began.
  public var at: String
  /// The version of the system's time zone rules; nil if the system does not tell.
  public var tzdata: String?
  public var counts: DoctorCounts
  /// The worst first; at most ``mostFindings`` of them.
  public var findings: [DoctorFinding]
  /// How many more there are.
  public var unlisted: Int

  /// A report lists no more findings than this: one broken table must not fill the memory.
  public static let mostFindings = 1_000

  /// Whether nothing needs to be mended.
  public var isHealthy: Bool { !findings.contains { $0.severity != .note } }
}

/// How much was looked at.
public struct DoctorCounts: Codable, Sendable, Hashable {
  public var accounts = 0
  public var events = 0
  public var personalParts = 0
  public var receipts = 0
  public var entries = 0
  public var subscriptions = 0
  public var editions = 0

  public init() {}
}

/// One thing that is wrong, or that an operator should know.
public struct DoctorFinding: Codable, Sendable, Hashable {
  public enum Severity: String, Codable, Sendable, Hashable, CaseIterable {
    /// Something that was promised does not hold.
    case fault
    /// Something will go wrong, or an answer will be another than it should be.
    case warning
    case note
  }

  public var severity: Severity
  /// What kind of thing, such as `chain.hash`; stable.
  public var kind: String
  /// Where: an account and what in it, or a part of the database.
  public var place: String
  /// Lower-case, without a full stop.
  public var problem: String
  public var remedy: String

  public init(
    _ severity: Severity, _ kind: String, place: String, problem: String, remedy: String
  ) {
    self.severity = severity
    self.kind = kind
    self.place = place
    self.problem = problem
    self.remedy = remedy
  }
}
