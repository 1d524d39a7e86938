/// The name of an edition: `family@date`.
public struct EditionID: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let family: String
  public let date: CalendarDate

  public init(family: String, date: CalendarDate) {
    self.family = family
    self.date = date
  }

  public var description: String { "\(family)@\(date)" }

  public static func < (one: EditionID, other: EditionID) -> Bool {
    (one.family, one.date) < (other.family, other.date)
  }
}

/// The four tables that answer one act.
public final class ActTables: Sendable {
  public let elsewhere: [Rule<Refusal>]
  public let unnecessary: [Rule<Refusal>]
  public let refusals: [Rule<Refusal>]
  public let permits: Table<Effect>
  private let matcher: Matcher

  public init(
    elsewhere: [Rule<Refusal>], unnecessary: [Rule<Refusal>], refusals: [Rule<Refusal>],
    permits: Table<Effect>
  ) {
    self.elsewhere = elsewhere
    self.unnecessary = unnecessary
    self.refusals = refusals
    self.permits = permits
    matcher = Matcher((elsewhere + unnecessary + refusals).lazy.map { $0.header })
  }

  /// The rules of an outcome other than `permitted` that hold whatever the absent facts are;
  /// `isOpen` tells if others may hold.
  func matching(
    _ outcome: Outcome, _ facts: borrowing FactSet, isOpen: inout Bool
  ) -> [Rule<Refusal>] {
    var matched: [Rule<Refusal>] = []
    let positions = positions(of: outcome)
    for position in positions {
      switch matcher.matches(position, facts) {
      case .no: continue
      case .yes: matched.append(rule(at: position - positions.lowerBound, of: outcome))
      case .unknown: isOpen = true
      }
    }
    return matched
  }

  private func positions(of outcome: Outcome) -> Range<Int> {
    let first = elsewhere.count
    let second = first + unnecessary.count
    switch outcome {
    case .elsewhere: return 0..<first
    case .unnecessary: return first..<second
    case .refused: return second..<second + refusals.count
    case .permitted, .undetermined: return 0..<0
    }
  }

  private func rule(at position: Int, of outcome: Outcome) -> Rule<Refusal> {
    switch outcome {
    case .elsewhere: elsewhere[position]
    case .unnecessary: unnecessary[position]
    default: refusals[position]
    }
  }

  /// The rules of the four tables, in order.
  public var headers: [RuleHeader] {
    (elsewhere + unnecessary + refusals).map(\.header) + permits.rules.map(\.header)
  }
}

/// The values of the house decisions that an edition may set otherwise (design section 6).
public struct HouseValues: Sendable, Hashable {
  /// D7: days until a refund is late where the charge cycle is longer than a month.
  public var refundDueDays: Int
  /// D14: hours from an explicit deletion until the state is deleted.
  public var deletionDelayHours: Int
  /// TRI-02: days by which a trial is extended.
  public var trialExtensionDays: Int
  /// STATE-24: days after a renewal until nobody may use more licenses than were bought.
  public var overAssignmentDays: Int
  /// Days between the warning that data is about to go and the first day on which it may; 0 warns
  /// nobody.
  public var deletionNoticeDays: Int
  /// LIC-03: how long an added license can be removed again, in microseconds.
  public var licenseWindow: Int64
  /// D9: whether an act must be given a reason.
  public var reasonRequired: Bool
  /// REC-16: whether another quantity or plan wipes what was scheduled for the renewal.
  public var changesWipeScheduled: Bool

  public init(
    refundDueDays: Int = 30, deletionDelayHours: Int = 72, trialExtensionDays: Int = 30,
    overAssignmentDays: Int = 90, deletionNoticeDays: Int = 14,
    licenseWindow: Int64 = 7 * 86_400_000_000, reasonRequired: Bool = false,
    changesWipeScheduled: Bool = false
  ) {
    self.refundDueDays = refundDueDays
    self.deletionDelayHours = deletionDelayHours
    self.trialExtensionDays = trialExtensionDays
    self.overAssignmentDays = overAssignmentDays
    self.deletionNoticeDays = deletionNoticeDays
    self.licenseWindow = licenseWindow
    self.reasonRequired = reasonRequired
    self.changesWipeScheduled = changesWipeScheduled
  }
}

/// One dated edition of a policy, compiled: what the domain evaluates.
public final class Edition: Sendable {
  public let id: EditionID
  /// The first day on which terms that begin are pinned to it.
  public let effectiveFrom: CalendarDate
  public let sources: [Citation]
  public let house: HouseValues
  public let products: ProductCatalog
  public let acts: [ActKind: ActTables]
  /// The same by position, for the one look-up that every decision makes.
  private let actsByCode: [ActTables?]
  /// Where the tests of spans turn, by fact.
  let spanTurns: [Fact: [Int64]]
  public let termEnd: Table<TermEnd>
  public let reactivation: Table<Reactivation>
  public let refund: Table<RefundRule>
  public let lifecycle: Table<LifecycleRule>
  public let retention: Table<RetentionRule>
  public let storage: Table<StorageRule>
  public let access: Table<Access>
  public let notices: Table<NoticeRule>
  public let pastDue: Table<PastDueRule>

  public init(
    id: EditionID, effectiveFrom: CalendarDate, sources: [Citation],
    house: HouseValues, products: ProductCatalog, acts: [ActKind: ActTables],
    termEnd: Table<TermEnd>, reactivation: Table<Reactivation>, refund: Table<RefundRule>,
    lifecycle: Table<LifecycleRule>, retention: Table<RetentionRule>,
    storage: Table<StorageRule>, access: Table<Access>, notices: Table<NoticeRule>,
    pastDue: Table<PastDueRule> = Table([])
  ) {
    self.id = id
    self.effectiveFrom = effectiveFrom
    self.sources = sources
    self.house = house
    self.products = products
    self.acts = acts
    actsByCode = ActKind.allCases.map { acts[$0] }
    self.termEnd = termEnd
    self.reactivation = reactivation
    self.refund = refund
    self.lifecycle = lifecycle
    self.retention = retention
    self.storage = storage
    self.access = access
    self.notices = notices
    self.pastDue = pastDue
    spanTurns = Self.spanTurns(
      of: acts.values.flatMap(\.headers) + termEnd.headers + reactivation.headers + refund.headers
        + lifecycle.headers + retention.headers + storage.headers + access.headers
        + notices.headers + pastDue.headers)
  }

  /// The tables of an act.
  ///
  /// - Precondition: the edition answers the act, as every edition read from a document does.
  public func tables(for kind: ActKind) -> ActTables {
    guard let tables = actsByCode[Int(kind.code)] else {
      preconditionFailure("edition \(id) does not answer \(kind.rawValue)")
    }
    return tables
  }

  /// The facts of a subject under this edition.
  public func facts(of subject: Subject, act: Act?, at now: Timestamp) -> FactSet {
    FactSet(
      of: subject, act: act, at: now, products: products, licenseWindow: house.licenseWindow)
  }
}
