import TenureDomain
import TenureEngine
import TenurePolicy

/// How many subscriptions of each family of policies are in which state today.
struct OverviewStandings: Sendable {
  struct Row: Sendable {
    let family: String
    let cells: [String]
  }

  let states: [String]
  let rows: [Row]
  let hasRows: Bool

  init(_ standings: [OverviewBody.Standing], _ visit: Visit) {
    let present = SubscriptionState.words.filter { word in
      standings.contains { $0.state == word && $0.count > 0 }
    }
    states = present.map { OverviewNames(visit).state($0) }
    rows = Set(standings.map(\.family)).sorted().map { family in
      Row(
        family: family,
        cells: present.map { state in
          let found = standings.filter { $0.family == family && $0.state == state }
          return visit.say.number(Int(Int64.sum(found.map(\.count))))
        })
    }
    hasRows = !rows.isEmpty
  }
}
