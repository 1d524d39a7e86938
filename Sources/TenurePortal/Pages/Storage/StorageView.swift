import TenureDomain
import TenureEngine
import TenurePolicy

/// Says how one person's storage stands.
struct StorageView {
  let own: AccountVisit
  /// What is wrong with a form that was sent.
  let faults: [FormFault]

  private var visit: Visit { own.visit }

  init(_ own: AccountVisit, faults: [FormFault]) {
    self.own = own
    self.faults = faults
  }

  func person(_ person: PersonBody) async throws -> StoragePage.Model.Person {
    let id = PersonID(stored: person.id)
    let body: StorageStandingBody?
    do {
      body = try await own.engine.storage(
        of: id, in: own.id, by: own.caller, language: visit.language)
    } catch EngineError.notFound {
      body = nil
    } catch EngineError.invalid {
      body = nil
    }
    guard let body else {
      return StoragePage.Model.Person(id: person.id, name: person.name ?? person.id, standing: nil)
    }
    return StoragePage.Model.Person(
      id: person.id, name: person.name ?? person.id, standing: try await standing(body, id))
  }

  private func standing(
    _ body: StorageStandingBody, _ person: PersonID
  ) async throws -> StoragePage.Model.Standing {
    let isFrozen = body.state == "frozen" || body.state == "deletable"
    let mayReopen =
      isFrozen && body.over > 0 && own.account.closed == nil
      && own.may(.reopenStorage, about: person)
    let acting =
      mayReopen
      ? try await ActingFields(
        visit, faults: faults, mark: StoragePage.mark(of: person),
        isSent: visit.form["person"] == person.text) : nil
    let dates = TimelineView(entries(body), visit)
    return StoragePage.Model.Standing(
      words: visit.text(
        "storage.used", ["used": bytes(body.used), "quota": visit.say.bytes(body.quota)]),
      used: min(body.used, body.quota), quota: body.quota, mail: mail(body),
      badge: badge(body.state), state: visit.text("storage.state-\(body.state)"),
      meaning: visit.text(
        "storage.meaning-\(body.state)", ["over": bytes(body.over)]),
      effects: effects(body).map(\.text), hasEffects: !body.effects.isEmpty, dates: dates,
      hasDates: !dates.isEmpty, reported: visit.dateTime(body.reported), isFrozen: isFrozen,
      mayReopen: mayReopen, acting: acting)
  }

  private func mail(_ body: StorageStandingBody) -> String? {
    guard let mail = body.mail else { return nil }
    guard let quota = body.mailQuota else {
      return visit.text("storage.mail", ["used": bytes(mail)])
    }
    return visit.text(
      "storage.mail-of", ["used": bytes(mail), "quota": visit.say.bytes(quota)])
  }

  /// What cannot be opened cannot be read either, so that it is not said to be readable.
  private func effects(_ body: StorageStandingBody) -> [StorageEffectBody] {
    let isShut = body.effects.contains { $0.effect == "open-files" }
    return body.effects.filter { !isShut || $0.effect != "edit" }
  }

  private func badge(_ state: String) -> String {
    switch state {
    case "fits": "active"
    case "over": "expired"
    case "frozen": "disabled"
    default: "deleted"
    }
  }

  private func entries(_ body: StorageStandingBody) -> [TimelineView.Entry] {
    let dates: [(String?, String, MilestoneKind.Bound)] = [
      (body.overSince, "over-since", .on), (body.frozenFrom, "frozen-from", .on),
      (body.openUntil, "open-until", .on), (body.mayBeDeletedFrom, "deletable-from", .notBefore),
      (body.deletionBegun, "deletion-begun", .on),
    ]
    return dates.compactMap { text, key, bound in
      guard let text else { return nil }
      let instant = Timestamp(text)
      guard let day = CalendarDate(text) ?? instant.map({ visit.zone.localDate(of: $0) }) else {
        return nil
      }
      return TimelineView.Entry(
        day: day, at: instant ?? visit.zone.startOfDay(day), bound: bound,
        text: visit.text("storage.date-\(key)"))
    }
  }

  /// A size as people read it: what is more exact than a tenth of its unit is rounded up, so that
  /// what is too much never looks as if it fitted.
  private func bytes(_ count: Int64) -> String {
    let unit: Int64 = count >= 1_000_000_000 ? 100_000_000 : count >= 1_000_000 ? 100_000 : 1
    let rest = count % unit
    return visit.say.bytes(rest == 0 ? count : count - rest + unit)
  }
}
