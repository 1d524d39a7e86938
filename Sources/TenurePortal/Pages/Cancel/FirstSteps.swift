import TenureEngine
import TenurePolicy

extension CancelPage {
  /// Something to do before one cancels, with the page that does it.
  struct Step: Sendable {
    let title: String
    let text: String
    let link: String
    let path: String

    static func all(_ plan: PlanBody, _ parts: Parts, _ visit: Visit) -> [Step] {
      let isConsumer = parts.account.kind == "consumer"
      return [isConsumer ? files(plan, parts, visit) : data(plan, parts, visit)]
        + [domains(parts, visit), people(parts, visit)].compactMap { $0 }
    }

    private static func data(_ plan: PlanBody, _ parts: Parts, _ visit: Visit) -> Step {
      let until = plan.losses.first { $0.loss == "export" }?.date
      return Step(
        title: visit.text("cancel.steps.data"),
        text: visit.lastDay(before: until).map {
          visit.text("cancel.steps.data-until", ["date": $0])
        } ?? visit.text("cancel.steps.data-soon"),
        link: visit.text("cancel.steps.data-link"),
        path: Place.export(parts.owner, parts.id).path)
    }

    /// A person keeps the files, but may lack the room for them.
    private static func files(_ plan: PlanBody, _ parts: Parts, _ visit: Visit) -> Step {
      let isOver = plan.losses.contains { $0.loss == "storage" && ($0.overBytes ?? 0) > 0 }
      return Step(
        title: visit.text("cancel.steps.files"),
        text: visit.text(isOver ? "cancel.steps.files-over" : "cancel.steps.files-fit"),
        link: visit.text("cancel.steps.files-link"), path: Place.storage(parts.owner).path)
    }

    private static let domainsNamed = 5

    private static func domains(_ parts: Parts, _ visit: Visit) -> Step? {
      guard let domains = parts.account.domains, !domains.isEmpty else { return nil }
      var named = Array(domains.prefix(domainsNamed))
      let others = domains.count - named.count
      if others > 0 { named.append(visit.count("cancel.steps.more-domains", others)) }
      return Step(
        title: visit.text("cancel.steps.domains"),
        text: visit.text(
          "cancel.steps.domains-text", ["domains": visit.say.list(named)]),
        link: visit.text("cancel.steps.domains-link"), path: Place.domains(parts.owner).path)
    }

    private static func people(_ parts: Parts, _ visit: Visit) -> Step? {
      if !parts.holding.body.sharedWith.isEmpty {
        return Step(
          title: visit.text("cancel.steps.family"),
          text: visit.text(
            "cancel.steps.family-text", ["people": visit.say.list(parts.holding.sharedWith)]),
          link: visit.text("cancel.steps.family-link"), path: Place.people(parts.owner).path)
      }
      guard let users = parts.holding.body.licenses.assigned, users > 0,
        parts.account.kind != "consumer"
      else { return nil }
      return Step(
        title: visit.text("cancel.steps.users"),
        text: visit.count("cancel.steps.users-text", users),
        link: visit.text("cancel.steps.users-link"), path: Place.people(parts.owner).path)
    }
  }
}
