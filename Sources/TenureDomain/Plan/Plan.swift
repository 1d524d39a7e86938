/// What carrying out a permitted act changes. The same plan is a quote before and a record after.
public struct Plan: Sendable {
  public let effect: Effect
  /// What changes, in order.
  public let changes: [Change]
  /// What comes back, nil if nothing does.
  public let refund: Refund?
  /// What is charged, nil if nothing is.
  public let charge: Charge?
  /// The balanced entries that refund and charge leave in the ledger.
  public let entries: [LedgerEntry]
  /// Who is told.
  public let messages: [Message]
  /// What is lost, and by whom.
  public let losses: [Loss]
  /// What the plan leaves open, because facts are missing.
  public let open: [OpenField]
  /// The rules of the plan's tables that hold.
  public let rules: [RuleHeader]
  /// The subject once the plan is carried out.
  public let result: Subject
}

/// A field of a plan that depends on facts nobody has told.
public struct OpenField: Sendable, Hashable {
  public enum Field: String, Word {
    case effect, refund, charge, dates
  }

  public let field: Field
  public let missing: [GivenFact]

  public init(_ field: Field, _ missing: [GivenFact]) {
    self.field = field
    self.missing = missing
  }
}

/// Money that comes back.
public struct Refund: Sendable, Hashable {
  public enum Destination: String, Word {
    case nextInvoice = "next-invoice"
    case paymentMethod = "payment-method"
  }

  public let amount: Money
  /// The arithmetic, if only a part comes back.
  public let proration: Proration?
  public let to: Destination
  /// The first day that would be late (D7).
  public let dueBy: CalendarDate?
}

/// Money that is charged.
public struct Charge: Sendable, Hashable {
  public let amount: Money
  /// The arithmetic, if it covers part of a cycle.
  public let proration: Proration?
}

/// A message that an act sends.
public struct Message: Sendable, Hashable {
  /// What it is about: the act carried out.
  public let subject: ActKind
  public let recipients: [Role]
}

/// Something that is lost when an act takes effect.
public enum Loss: Sendable, Hashable {
  /// Users of an organisation lose their apps, services and data on this day.
  case userAccess(on: CalendarDate)
  /// What a person can still do with the apps from this day on; the files stay.
  case apps(Access.Users, on: CalendarDate)
  /// Administrators can still export until this day (DATA-04).
  case exportUntil(CalendarDate)
  /// Who gets a product instead of another loses the services that it lacks, so that what is kept
  /// in them is saved before (MOV-02).
  case services(of: ProductID, missingIn: ProductID)
  /// A person's cloud storage falls to a quota; `over` bytes are too many, 0 if it still fits.
  /// `person` is nil for the owner (CON-S3, CON-F4).
  case storage(person: String?, quota: Int64, over: Int64, on: CalendarDate)
  /// A mailbox stops sending and receiving, because it or the cloud storage is over its quota
  /// (CON-S5, CON-S6).
  case mail(person: String?, on: CalendarDate)
  /// The content went on this day, when deletion was asked for, and does not come back (D14).
  case contentGone(on: CalendarDate)
  /// What is left of the account goes with it (CLO-02, CON-R10).
  case account
}
