import TenureDomain
import TenureEngine
import TenurePolicy

/// The editions of all policies, by family, newest first.
enum PoliciesPage {
  struct Model: Sendable {
    struct Family: Sendable {
      let name: String
      /// The place of its heading.
      let anchor: String
      let editions: Listing
    }

    let families: [Family]
    let hasFamilies: Bool
  }

  static let routes: [Route] = [.get("/operator/policies", get)]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let policies = try visit.engine.policies(by: try visit.caller())
    let today = ZoneRules.utc.localDate(of: visit.engine.clock.now())
    let families = visit.engine.shelf.families.enumerated().map { index, family in
      Model.Family(
        name: family, anchor: "family-\(index + 1)",
        editions: listing(policies.filter { $0.family == family }, family, today, visit))
    }
    return .page(
      "policies", title: visit.text("policies.title"), lead: visit.text("policies.lead"),
      in: .policies, under: visit.homeCrumb,
      Model(families: families, hasFamilies: !families.isEmpty))
  }

  private static func listing(
    _ policies: [PolicyBody], _ family: String, _ today: CalendarDate, _ visit: Visit
  ) -> Listing {
    let current = visit.engine.shelf.edition(of: family, on: today)?.id
    let columns = ["edition", "effective", "state", "rules", "house-rules", "documents"]
    return Listing(
      visit.text("policies.editions", ["family": family]),
      columns: columns.map { visit.text("policies.\($0)") }, numbers: [3, 4, 5],
      rows: policies.sorted { $0.date > $1.date }.compactMap { policy in
        guard let date = CalendarDate(policy.date) else { return nil }
        let id = EditionID(family: family, date: date)
        guard let edition = visit.engine.shelf.edition(id) else { return nil }
        return cells(of: policy, edition, isCurrent: id == current, today, visit)
      })
  }

  private static func cells(
    of policy: PolicyBody, _ edition: Edition, isCurrent: Bool, _ today: CalendarDate,
    _ visit: Visit
  ) -> [Listing.Cell] {
    let count = RuleCount(edition)
    let (badge, state) =
      if isCurrent { ("active", "current") } else if edition.effectiveFrom > today {
        ("disabled", "coming")
      } else { ("deleted", "earlier") }
    return [
      Listing.Cell(visit.date(policy.date), path: Place.policy(edition.id).path),
      Listing.Cell(visit.date(policy.effectiveFrom), moment: policy.effectiveFrom),
      Listing.Cell(visit.text("policies.\(state)"), badge: badge),
      Listing.Cell(visit.say.number(count.rules)),
      Listing.Cell(visit.say.number(count.houseRules)),
      Listing.Cell(visit.say.number(policy.sources.count)),
    ]
  }
}

extension Visit {
  /// The way back for who reads the policies from an account: the navigation shows them no other.
  var homeCrumb: [Crumb] {
    face == .operator ? [] : [Crumb(text("policies.home"), face.home)]
  }
}
