public import TenureDomain

extension Localizer {
  public func sentence(_ effect: Effect) -> String { text("effects.\(effect.rawValue)") }

  public func sentence(_ termEnd: TermEnd) -> String {
    switch termEnd {
    case .renew: text("conclusions.renew")
    case .renewOnce: text("conclusions.renew-once")
    case .expire: text("conclusions.expire")
    case .convert(let interval):
      interval.map {
        text("conclusions.convertTo", ["interval": text("words.interval-\($0.rawValue)")])
      } ?? text("conclusions.convert")
    }
  }

  public func sentence(_ reactivation: Reactivation) -> String {
    let dates = text("conclusions.dates-\(reactivation.dates.rawValue)")
    return reactivation.turnsOnRecurringBilling
      ? dates + " " + text("conclusions.turnsOnRecurringBilling") : dates
  }

  public func sentence(_ refund: RefundRule) -> String {
    text("conclusions.refund-\(refund.rawValue)")
  }

  public func sentence(_ lifecycle: LifecycleRule) -> String {
    var stages = lifecycle.stages.map { stage in
      guard let days = stage.days else { return name(of: stage.state) }
      return text(
        "conclusions.stage", ["state": name(of: stage.state), "days": count("formats.days", days)])
    }
    if lifecycle.stages.last?.days != nil || stages.isEmpty {
      stages.append(name(of: SubscriptionState.deleted))
    }
    let reactivable = text("conclusions.reactivable-\(lifecycle.reactivable.rawValue)")
    return stages.joined(separator: text("conclusions.then")) + ". " + reactivable
  }

  public func sentence(_ retention: RetentionRule) -> String {
    let mayBe =
      switch retention.mayBeDeleted {
      case .after(let days):
        text("conclusions.mayBeDeletedAfter", ["days": count("formats.days", days)])
      case .whenDeleted: text("conclusions.mayBeDeletedWhenDeleted")
      case .never: text("conclusions.mayNeverBeDeleted")
      }
    guard let days = retention.deletedByDays else { return mayBe }
    return mayBe + " " + text("conclusions.deletedBy", ["days": count("formats.days", days)])
  }

  public func sentence(_ storage: StorageRule) -> String {
    text(
      "conclusions.storage",
      [
        "cloud": bytes(storage.cloud), "mail": bytes(storage.mail),
        "frozen": count("formats.monthCount", storage.frozenAfterMonths),
        "deleted": count("formats.monthCount", storage.mayBeDeletedAfterMonths),
      ])
  }

  public func sentence(_ access: Access) -> String {
    sentence(access.users) + ". " + sentence(access.admins) + "."
  }

  public func sentence(_ notice: NoticeRule) -> String {
    guard !notice.recipients.isEmpty else { return text("conclusions.nobody") }
    let recipients = list(notice.recipients.map { name(of: $0) })
    let reminders = MilestoneKind.allCases.compactMap { kind -> String? in
      guard let days = notice.reminders[kind], !days.isEmpty else { return nil }
      let before = list(days.reversed().map { count("formats.days", $0) })
      return text("conclusions.before", ["milestone": name(of: kind), "days": before])
    }
    return ([recipients] + reminders).joined(separator: "; ")
  }

  public func sentence(_ pastDue: PastDueRule) -> String {
    let retry =
      pastDue.retryEveryDays.map {
        text("conclusions.triedAgain", ["days": count("formats.days", $0)])
      } ?? text("conclusions.notTriedAgain")
    let end =
      pastDue.endsAfterDays.map {
        text("conclusions.endsUnpaid", ["days": count("formats.days", $0)])
      } ?? text("conclusions.neverEndsUnpaid")
    return retry + " " + end
  }

  /// Why, in a sentence that names the facts instead of their values.
  public func sentence(_ rule: RuleHeader) -> String {
    messages.text("reasons.\(rule.message)") { name in
      FactCatalog.fact(at: name).map { "‹\(self.name(of: $0))›" }
    } ?? Self.words(of: rule.message)
  }
}
