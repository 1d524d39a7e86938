import TenureDomain

/// Reads the `then` of each table.
struct ConclusionReader {
  let reader: DocumentReader

  /// `renew`, `renew-once`, `expire`, `convert`, or `{ convert: year }`.
  func termEnd(_ node: DocumentNode) -> TermEnd? {
    if node.isMapping {
      let values = reader.mapping(node, required: ["convert"])
      return values?["convert"].flatMap(interval).map { .convert($0) }
    }
    switch node.text {
    case "renew": return .renew
    case "renew-once": return .renewOnce
    case "expire": return .expire
    case "convert": return .convert(nil)
    default: return refuse(node, ["renew", "renew-once", "expire", "convert"])
    }
  }

  /// `same`, `extend`, `new-subscription`, or these under `dates` with `recurringBilling: on`.
  func reactivation(_ node: DocumentNode) -> Reactivation? {
    guard node.isMapping else {
      return reader.word(node, Reactivation.Dates.self).map { Reactivation($0) }
    }
    guard
      let values = reader.mapping(node, required: ["dates"], optional: ["turnsOnRecurringBilling"]),
      let dates = values["dates"].flatMap({ reader.word($0, Reactivation.Dates.self) })
    else { return nil }
    let turnsOn = values["turnsOnRecurringBilling"].flatMap(reader.boolean) ?? false
    return Reactivation(dates, turnsOnRecurringBilling: turnsOn)
  }

  func refund(_ node: DocumentNode) -> RefundRule? {
    reader.word(node, RefundRule.self)
  }

  /// `{ stages: [expired: 30d, disabled: 90d], reactivable: until-deleted }`.
  func lifecycle(_ node: DocumentNode) -> LifecycleRule? {
    guard let values = reader.mapping(node, required: ["stages", "reactivable"]),
      let reactivable = values["reactivable"].flatMap({
        reader.word($0, LifecycleRule.Reactivable.self)
      }), let stages = values["stages"]
    else { return nil }
    return LifecycleRule(
      stages: reader.items(stages).compactMap(stage), reactivable: reactivable)
  }

  private func stage(_ node: DocumentNode) -> LifecycleRule.Stage? {
    guard let pair = node.pairs?.first, node.pairs?.count == 1,
      let state = reader.word(pair.key, SubscriptionState.self)
    else {
      if !node.isMapping { reader.note(node, "a stage is `state: days`", "write `expired: 30d`") }
      return nil
    }
    if pair.value.text == "open" { return LifecycleRule.Stage(state, days: nil) }
    return reader.days(pair.value).map { LifecycleRule.Stage(state, days: $0) }
  }

  /// `{ mayBeDeleted: 30d | when-deleted | never, deletedBy: 180d | never }`.
  func retention(_ node: DocumentNode) -> RetentionRule? {
    guard let values = reader.mapping(node, required: ["mayBeDeleted", "deletedBy"]),
      let may = values["mayBeDeleted"], let by = values["deletedBy"]
    else { return nil }
    let deletedBy = by.text == "never" ? nil : reader.days(by)
    switch may.text {
    case "when-deleted":
      return RetentionRule(mayBeDeleted: .whenDeleted, deletedByDays: deletedBy)
    case "never": return RetentionRule(mayBeDeleted: .never, deletedByDays: deletedBy)
    default:
      return reader.days(may).map {
        RetentionRule(mayBeDeleted: .after(days: $0), deletedByDays: deletedBy)
      }
    }
  }

  /// `{ cloud: 5GB, mail: 15GB, frozenAfter: 3mo, mayBeDeletedAfter: 6mo }`.
  func storage(_ node: DocumentNode) -> StorageRule? {
    guard
      let values = reader.mapping(
        node, required: ["cloud", "mail", "frozenAfter", "mayBeDeletedAfter"]),
      let cloud = values["cloud"].flatMap(reader.bytes),
      let mail = values["mail"].flatMap(reader.bytes),
      let frozen = values["frozenAfter"].flatMap(reader.months),
      let deleted = values["mayBeDeletedAfter"].flatMap(reader.months)
    else { return nil }
    return StorageRule(
      cloud: cloud, mail: mail, frozenAfterMonths: frozen, mayBeDeletedAfterMonths: deleted)
  }

  /// `{ users: full, admins: full }`.
  func access(_ node: DocumentNode) -> Access? {
    guard let values = reader.mapping(node, required: ["users", "admins"]),
      let users = values["users"].flatMap({ reader.word($0, Access.Users.self) }),
      let admins = values["admins"].flatMap({ reader.word($0, Access.Administrators.self) })
    else { return nil }
    return Access(users: users, admins: admins)
  }

  /// A list of roles, or `{ to: [owner], before: { termEnds: [30d, 7d, 1d] } }`.
  func notices(_ node: DocumentNode) -> NoticeRule? {
    guard node.isMapping else { return NoticeRule(recipients: roles(node)) }
    guard let values = reader.mapping(node, required: ["to"], optional: ["before"]),
      let to = values["to"]
    else { return nil }
    var reminders: [MilestoneKind: [Int]] = [:]
    for (key, days) in values["before"]?.pairs ?? [] {
      guard let kind = reader.word(key, MilestoneKind.self) else { continue }
      reminders[kind] = reader.items(days).compactMap(reader.days).filter { days in
        if days < 1 { reader.note(key, "a reminder comes at least a day before", "write `1d`") }
        return days >= 1
      }
    }
    return NoticeRule(recipients: roles(to), reminders: reminders)
  }

  private func roles(_ node: DocumentNode) -> [Role] {
    reader.items(node).compactMap { reader.word($0, Role.self) }
  }

  /// `{ retryEvery: 5d | never, endsAfter: 30d | never }`.
  func pastDue(_ node: DocumentNode) -> PastDueRule? {
    guard let values = reader.mapping(node, required: ["retryEvery", "endsAfter"]),
      let retry = values["retryEvery"], let end = values["endsAfter"]
    else { return nil }
    return PastDueRule(
      retryEveryDays: retry.text == "never" ? nil : reader.days(retry),
      endsAfterDays: end.text == "never" ? nil : reader.days(end))
  }

  private func interval(_ node: DocumentNode) -> BillingInterval? {
    guard let text = reader.text(node) else { return nil }
    if let interval = BillingInterval(rawValue: text) { return interval }
    return refuse(node, BillingInterval.allCases.map(\.rawValue))
  }

  private func refuse<T>(_ node: DocumentNode, _ known: [String]) -> T? {
    reader.note(
      node, "\(node.kindName) is not one of its values",
      reader.suggestion(for: node.text ?? "", among: known))
    return nil
  }
}
