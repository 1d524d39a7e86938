import TenureDomain

/// Compares the dates that the store keeps for subscriptions with those that the domain computes.
struct SubscriptionCheck: Sendable {
  private let account: AccountRecord
  private let shelf: PolicyShelf
  private let zones: ZoneShelf
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
    self.zones = zones
  }

  mutating func check(_ record: SubscriptionRecord, _ milestones: [MilestoneRecord]) {
    subscriptions += 1
    let place = "account \(account.id), subscription \(record.id)"
    guard let changed = changed[record.id] else {
      findings.fault("subscription.events", at: place, "no event made it", Remedy.restore)
      return
    }
    // When an add-on ends depends on another subscription, which may have changed since.
    guard record.base == nil else { return }
    do throws(EngineError) {
      let standing = try Standing(
        of: SubscriptionInContext(account: account, record: record),
        at: record.mark.settled ?? changed, shelf: shelf, zones: zones)
      compare(standing, milestones, place)
    } catch {
      let problem = if case .notReady(let text) = error { text } else { "\(error)" }
      findings.fault(
        "subscription.standing", at: place, problem,
        "install what is missing: nobody can decide about it until then")
    }
  }

  /// Both were written when the subscription last changed, so they are what followed then.
  private mutating func compare(
    _ standing: Standing, _ milestones: [MilestoneRecord], _ place: String
  ) {
    let record = standing.record
    let due =
      account.clock == nil
      ? Agenda.due(
        of: standing.stored, after: record.mark, at: standing.at, under: standing.edition) : nil
    if due != record.due {
      findings.warning(
        "subscription.due", at: place,
        "it is due \(Self.text(record.due)), but the domain says \(Self.text(due))", Self.remedy)
    }
    let expected = standing.timeline.records(ahead: standing.at, of: record)
    if Set(expected) != Set(milestones) {
      findings.warning(
        "subscription.milestones", at: place,
        "it keeps other dates than the domain computes: \(Self.text(milestones, expected))",
        Self.remedy)
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
