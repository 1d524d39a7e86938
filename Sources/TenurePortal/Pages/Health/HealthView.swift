import TenureDomain
import TenureEngine
import TenurePolicy

/// Says how the work goes.
struct HealthView {
  private let visit: Visit

  init(_ visit: Visit) {
    self.visit = visit
  }

  func facts(_ health: HealthBody) -> [FactLine] {
    func number(_ key: String, _ number: Int) -> FactLine {
      FactLine(visit.text("health.\(key)"), visit.say.number(number))
    }
    let late = visit.say.span(health.lateSeconds * 1_000_000)
    let settings = visit.portal.settings
    let next = health.nextDue.map { due in
      FactLine(
        visit.text("health.next-due"), visit.dateTime(due), day: due,
        note: health.lateSeconds > 0 ? visit.text("health.late", ["span": late]) : nil)
    }
    let counted = health.rolledUp.map { counted in
      FactLine(visit.text("health.counted"), visit.dateTime(counted), day: counted)
    }
    return [
      next ?? FactLine(visit.text("health.next-due"), visit.text("health.nothing-due")),
      number("set-aside", health.setAside), number("open-tasks", health.openTasks),
      number("escalated", health.escalatedTasks), number("holds-count", health.holds),
      counted ?? FactLine(visit.text("health.counted"), visit.text("health.not-counted")),
      settings.version.map { FactLine(visit.text("health.version"), $0) },
      settings.storeName.map { FactLine(visit.text("health.store"), $0) },
    ].compactMap(\.self)
  }

  func brake(_ body: BrakeBody) -> HealthPage.Model.BrakeView {
    let name = Brake(rawValue: body.brake)?.rawValue ?? body.brake
    let cause = body.isOn ? cause(of: body) : nil
    let released = body.released.map { instant in
      visit.text(
        "health.released",
        ["time": visit.dateTime(instant), "by": body.releasedBy ?? visit.text("words.unknown")])
    }
    return HealthPage.Model.BrakeView(
      name: visit.text("health.brake-\(name)"), code: name, isOn: body.isOn,
      badge: body.isOn ? "failed" : "active",
      state: visit.text(body.isOn ? "health.brake-on" : "health.brake-off"),
      meaning: visit.text("health.meaning-\(name)"), cause: cause,
      released: body.isOn ? nil : released, follows: visit.text("health.follows-\(name)"))
  }

  private func cause(of body: BrakeBody) -> String {
    visit.text(
      "health.cause",
      ["time": body.since.map(visit.dateTime) ?? "", "reason": body.reason ?? ""])
  }

  func work(_ body: FailedWorkBody) -> HealthPage.Model.Work {
    let account = AccountID(stored: body.account)
    let state =
      if let setAside = body.setAside {
        visit.text("health.work-set-aside", ["time": visit.dateTime(setAside)])
      } else {
        visit.text(
          "health.work-retried",
          [
            "time": body.retry.map(visit.dateTime) ?? "",
            "attempts": visit.say.number(body.attempts),
          ])
      }
    return HealthPage.Model.Work(
      account: body.account, accountPath: Place.account(account).path,
      subscription: body.subscription,
      subscriptionPath: body.subscription.map {
        Place.subscription(account, SubscriptionID(stored: $0)).path
      }, problem: body.problem, badge: body.setAside == nil ? "expired" : "failed", state: state)
  }

  func holds(_ holds: [HoldBody]) -> Listing {
    Listing(
      visit.text("health.holds"),
      columns: ["account", "reason", "since", "until"].map { visit.text("health.\($0)") },
      rows: holds.map { hold in
        [
          visit.cell(ofAccount: hold.account),
          Listing.Cell(hold.reason, notes: hold.legal ? [visit.text("health.legal")] : []),
          Listing.Cell(visit.dateTime(hold.placed), moment: hold.placed),
          Listing.Cell(
            hold.until.map(visit.dateTime) ?? visit.text("health.open-end"), moment: hold.until),
        ]
      })
  }

  /// Editions that lie in the folder or the store and are not served.
  var refused: [HealthPage.Model.Refused] {
    visit.engine.shelf.refused.map { error in
      HealthPage.Model.Refused(
        place: [error.file, error.key].filter { !$0.isEmpty }.joined(separator: ": "),
        problem: error.problem, remedy: error.remedy)
    }
  }
}
