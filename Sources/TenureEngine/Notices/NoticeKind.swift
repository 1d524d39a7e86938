public import TenureDomain

/// What a message is about, such as `act.cancel` or `reminder.deleted`. Its texts stand under the
/// same name in the locales' section `notices`.
public struct NoticeKind: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  /// A kind that is known to be one, as read from the store.
  public init(stored text: String) {
    self.text = text
  }

  private init(_ text: String) {
    self.text = text
  }

  public var description: String { text }
}

extension NoticeKind {
  /// An act was carried out.
  public static func act(_ kind: ActKind) -> NoticeKind { NoticeKind("act.\(kind.rawValue)") }

  /// A date lies ahead (MSG-01, MSG-02).
  public static func reminder(_ kind: MilestoneKind) -> NoticeKind {
    NoticeKind("reminder.\(kind.rawValue)")
  }

  /// Time moved a subscription into a state.
  public static func passed(_ state: SubscriptionState) -> NoticeKind {
    NoticeKind("passed.\(state.rawValue)")
  }

  /// A subscription began, on the day it was bought for (REC-21).
  public static let began = NoticeKind("passed.began")
  public static let renewed = NoticeKind("passed.renewed")
  /// A trial became paid.
  public static let converted = NoticeKind("passed.converted")

  /// What was left behind may go from a day on.
  public static let deletionWarning = NoticeKind("deletion.warning")
  /// What was left behind is being deleted.
  public static let deletionBegun = NoticeKind("deletion.begun")

  /// A further cycle of a term is to be paid.
  public static let paymentDue = NoticeKind("payment.due")
  /// A charge could not be collected (MSG-05).
  public static let paymentFailed = NoticeKind("payment.failed")
  /// The bank took back what was paid (DUE-03).
  public static let chargedBack = NoticeKind("payment.charged-back")
  /// What was overdue is paid.
  public static let paid = NoticeKind("payment.paid")

  /// An account is about to be blocked for want of use (MSG-11).
  public static let inactivity = NoticeKind("inactivity.warning")
  /// An account was blocked for want of use (DUE-09).
  public static let blocked = NoticeKind("inactivity.blocked")
  /// A blocked account is in use again.
  public static let unblocked = NoticeKind("inactivity.ended")

  /// A person keeps more in the cloud than their quota allows (CON-S5).
  public static let storageOver = NoticeKind("storage.over")
  /// A person's cloud storage is about to be frozen (CON-S7).
  public static let storageFreezes = NoticeKind("storage.freezes")
  public static let storageFrozen = NoticeKind("storage.frozen")
  /// What a person keeps in the cloud may be deleted from a day on that lies ahead (CON-S8).
  public static let storageGoes = NoticeKind("storage.goes")
  /// What a person keeps in the cloud is deleted (CON-S8).
  public static let storageDeletable = NoticeKind("storage.deletable")
  /// A person's cloud storage fits its quota again (CON-S10).
  public static let storageFits = NoticeKind("storage.fits")

  /// The users of what somebody bought for themselves now use another subscription (MOV-11).
  public static let takenOver = NoticeKind("purchase.taken-over")
  /// What somebody bought for themselves was cancelled by somebody else (MOV-11).
  public static let cancelledByAnother = NoticeKind("purchase.cancelled")

  /// A subscription is shared with a person (CON-F1).
  public static let shareBegun = NoticeKind("share.begun")
  /// A subscription is no longer shared with a person (CON-F2).
  public static let shareEnded = NoticeKind("share.ended")

  /// An account was closed (CLO-02).
  public static let closed = NoticeKind("account.closed")

  /// An export of data can be fetched (DATA-04).
  public static let exportReady = NoticeKind("export.ready")
  /// An export of data failed for good.
  public static let exportFailed = NoticeKind("export.failed")
  /// A piece of work that must be done by a date is not done yet; for those who run the service.
  public static let taskAtRisk = NoticeKind("task.at-risk")
}

extension NoticeKind {
  /// The values that may be absent, in the order in which their sentences follow: the sentence
  /// `with-retry` is said if there is a value for `retry`.
  var optionalValues: [String] {
    switch self {
    case .began, .renewed, .converted, .reminder(.termEnds): ["amount"]
    case .paymentFailed, .chargedBack: ["retry", "ends"]
    default: []
    }
  }
}
