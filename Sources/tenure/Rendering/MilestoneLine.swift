import TenureDomain
import TenurePolicy

/// A line of dates: a milestone and what it is called.
struct MilestoneLine {
  let milestone: Milestone
  let name: String

  /// The lines in the order of time. The end of a term and the billing date of the same day are
  /// one, and where nothing is billed again, it is only an end.
  static func lines(
    _ milestones: [Milestone], _ recurringBilling: Bool?, _ say: Localizer
  ) -> [MilestoneLine] {
    let billing = milestones.first { $0.kind == .nextBilling }
    let isOne = milestones.contains { $0.kind == .termEnds && $0.date == billing?.date }
    let sorted = milestones.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    return sorted.compactMap { milestone in
      guard isOne else {
        return MilestoneLine(milestone: milestone, name: say.name(of: milestone.kind))
      }
      if milestone.kind == .nextBilling { return nil }
      let bills = milestone.kind == .termEnds && recurringBilling != false
      let name = bills ? say.text("cli.termEndsAndBilling") : say.name(of: milestone.kind)
      return MilestoneLine(milestone: milestone, name: name)
    }
  }
}
