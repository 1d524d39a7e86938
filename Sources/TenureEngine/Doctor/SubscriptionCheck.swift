import TenureDomain

/// Compares the dates that the store keeps for subscriptions with those that the domain computes.
struct SubscriptionCheck: Sendable {
  private let account: AccountRecord
  private let shelf: PolicyShelf
  private let zone: ZoneRules?
  /// When each subscription was last changed.
  private let changed: [SubscriptionID: Timestamp]
  private(set) var subscriptions = 0
  private(set) var findings = FindingList()

  init(
    _ account: AccountRecord, changed: [SubscriptionID: Timestamp], shelf: PolicyShelf,
    zones: ZoneShelf
  ) {
    self.account = account
    self.changed = changed
    self.shelf = shelf
    zone = zones.zone(account.timeZone)
    if zone == nil {
      findings.fault(
        "account.zone", at: "account \(account.id)",
        "the system has no time zone `\(account.timeZone)`", "install tzdata, or mend the account")
    }
  }

  mutating func check(_ record: SubscriptionRecord, _ milestones: [MilestoneRecord]) {
    subscriptions += 1
    let place = "account \(account.id), subscription \(record.id)"
    guard let edition = shelf.edition(record.edition) else {
      findings.fault(
        "subscription.edition", at: place, "its edition `\(record.edition)` is not served here",
        "add it again: tenure policy add FILE")
      return
    }
    guard let zone else { return }
    let subject = Subject(account, record.subscription, in: zone)
    let due = Self.due(after: subject, under: edition)
    if due != record.due {
      findings.warning(
        "subscription.due", at: place,
        "it is due \(Self.text(record.due)), but the domain says \(Self.text(due))", Self.remedy)
    }
    guard let changed = changed[record.id] else {
      findings.fault("subscription.events", at: place, "no event made it", Remedy.restore)
      return
    }
    let expected = Timeline(of: subject, at: changed, under: edition).milestones
      .filter { $0.at > changed }
      .map {
        MilestoneRecord(
          account: account.id, subscription: record.id, kind: $0.kind, date: $0.date, at: $0.at)
      }
    if Set(expected) != Set(milestones) {
      findings.warning(
        "subscription.milestones", at: place,
        "it keeps other dates than the domain computes: \(Self.text(milestones, expected))",
        Self.remedy)
    }
  }

  private static func due(after subject: Subject, under edition: Edition) -> Timestamp? {
    switch Lifecycle.next(after: subject, under: edition) {
    case .happening(let happening): happening.at
    case .undetermined(let at, _): at
    case .nothing: nil
    }
  }

  private static let remedy =
    "the next change of it writes the dates anew; if time zone rules changed, nothing is wrong"

  private static func text(_ instant: Timestamp?) -> String {
    instant.map { "at \($0)" } ?? "never"
  }

  /// The dates that only one of the two has.
  private static func text(_ kept: [MilestoneRecord], _ expected: [MilestoneRecord]) -> String {
    let extra = kept.filter { !expected.contains($0) }.map { "has \($0.kind.rawValue) \($0.date)" }
    let lacking = expected.filter { !kept.contains($0) }.map {
      "lacks \($0.kind.rawValue) \($0.date)"
    }
    return (extra + lacking).joined(separator: ", ")
  }
}
