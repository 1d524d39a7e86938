import TenureDomain

/// What the event of an act tells about it.
struct ActEventBody: Codable, Sendable {
  var act: ActBody
  var actor: ReceiptBody.Party
  var changes: [ChangeBody]
  var object: String?
  var outcome: String
  /// The SHA-256 of the event's personal part.
  var personal: String?
  var reason: String?
  var receipt: String
  var version: Int64
}

/// The part of a subscription that an act settles.
private enum Aspect {
  case standing, renewal, licenses, plan, deletion, other

  init(_ change: String) {
    switch change {
    case "end", "state", "begin": self = .standing
    case "recurring-billing": self = .renewal
    case "licenses", "licenses-added", "licenses-at-renewal": self = .licenses
    case "product": self = .plan
    case "deletion-requested": self = .deletion
    default: self = .other
    }
  }
}

extension ActKind {
  /// What the act settles, and the acts that settle it in the same way.
  fileprivate var settled: (aspect: Aspect, by: Set<ActKind>)? {
    switch self {
    case .cancel: (.standing, [.cancel, .delete, .closeAccount])
    case .turnOffRecurringBilling: (.renewal, [.cancel, .turnOffRecurringBilling])
    case .turnOnRecurringBilling, .keep:
      (.renewal, [.turnOnRecurringBilling, .keep, .reactivate])
    case .reactivate, .resume: (.standing, [.reactivate, .resume])
    case .delete: (.deletion, [.delete])
    case .suspend: (.standing, [.suspend])
    case .addLicenses, .reduceLicenses: (.licenses, [.addLicenses, .reduceLicenses])
    case .changePlan: (.plan, [.changePlan])
    default: nil
    }
  }
}

extension Engine {
  /// The receipt of the act that brought about what an unnecessary act asks for; nil if time or
  /// nobody did.
  func earlierReceipt(
    for kind: ActKind, of record: SubscriptionRecord, _ tx: any StoreReader
  ) throws -> ReceiptRecord? {
    guard record.lastReceipt != nil, let (aspect, acts) = kind.settled else { return nil }
    var last: ActEventBody?
    var place: Int64?
    while true {
      let page = PageRequest(after: place, limit: 500)
      let events = try tx.events(of: record.account, subscription: record.id, page)
      for event in events where event.type == EventType.carriedOut {
        let body = try JSONText.value(ActEventBody.self, event.body)
        if touches(body, aspect, for: kind) { last = body }
      }
      guard events.count == page.limit, let end = events.last else { break }
      place = end.sequence
    }
    guard let last, let act = ActKind(rawValue: last.act.name), acts.contains(act),
      let receipt = ReceiptID(last.receipt)
    else { return nil }
    return try tx.receipt(receipt)
  }

  /// A cancellation may also have been carried out by turning recurring billing off (D15).
  private func touches(_ event: ActEventBody, _ aspect: Aspect, for kind: ActKind) -> Bool {
    event.changes.contains { change in
      let touched = Aspect(change.change)
      return touched == aspect
        || (kind == .cancel && touched == .renewal && event.act.name == ActKind.cancel.rawValue)
    }
  }
}

/// The types of events.
public enum EventType {
  public static let carriedOut = "act.carried-out"
  /// An act that was received and not carried out.
  public static let answered = "act.answered"
  /// Something that time brought about.
  public static let passed = "time.passed"
  /// A charge cycle began and is to be paid.
  public static let charged = "charge.due"
  /// People were told of a date that lies ahead.
  public static let reminded = "reminder.sent"
  /// People were told that what they left behind is about to go.
  public static let deletionWarned = "deletion.warned"
  /// The deletion of what was left behind was begun.
  public static let deletionBegun = "deletion.begun"
  public static let accountCreated = "account.created"
  public static let accountChanged = "account.changed"
  public static let personAdded = "person.added"
  public static let personChanged = "person.changed"
  public static let personErased = "person.erased"
  public static let personExported = "person.exported"
  public static let domainAdded = "domain.added"
  public static let domainRemoved = "domain.removed"
  public static let subscriptionCreated = "subscription.created"
  public static let subscriptionChanged = "subscription.changed"
  public static let imported = "imported"
}
