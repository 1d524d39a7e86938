import TenureDomain
import TenureEngine
import TenurePolicy

/// What the labels of an overview's numbers are called.
struct OverviewNames {
  private let visit: Visit

  init(_ visit: Visit) {
    self.visit = visit
  }

  func state(_ label: String) -> String {
    (SubscriptionState(rawValue: label).map { visit.say.name(of: $0) } ?? label).withCapital
  }

  /// Why somebody left; the label `untold` where no reason was asked for.
  func reason(_ label: String) -> String {
    let known = LeavingReason.words + ["untold"]
    return known.contains(label) ? visit.text("overview.reason-\(label)") : label
  }

  func milestone(_ label: String) -> String {
    MilestoneKind(rawValue: label).map { visit.say.name(of: $0) } ?? label
  }
}
