import TenureDomain

extension Engine {
  /// Writes the dates of an account's subscriptions anew where a change of the account moves them,
  /// such as another time zone. What was due before the change is carried out first, as it was
  /// then.
  ///
  /// - Returns: what time brought about before the change.
  func moveDates(
    of before: AccountRecord, to account: AccountRecord, _ context: ChangeContext
  ) throws -> [EventDraft] {
    guard account.datesDiffer(from: before) else { return [] }
    var events: [EventDraft] = []
    let filter = SubscriptionFilter(account: account.id, now: context.now)
    try WholeList.each(
      { try context.tx.subscriptions(filter, $0) },
      place: { SubscriptionPlace(account: $0.account, subscription: $0.id) },
      { stored in
        let passage = try passage(
          of: try context.tx.context(of: stored, in: before), at: context.now, context.tx)
        events += passage.events
        var record = passage.record
        record.mark.settled = try record.mark.settled.map { settled in
          try sameDay(settled, from: before.timeZone, in: account.timeZone)
        }
        let subject = try subject(account, record.subscription)
        record.due = due(
          of: subject, after: record.mark, at: context.now, under: passage.edition, in: account)
        let timeline = Timeline(of: subject, at: context.now, under: passage.edition)
        try context.tx.update(record)
        try context.tx.replaceMilestones(
          of: record.id, of: account.id,
          with: timeline.records(ahead: context.now, of: record))
        try passage.effects.write(to: context.tx)
      })
    return events
  }

  /// The instant nearest to another one that lies, in one zone, on the day on which the other one
  /// lies in another: what was done of a day stays done, and no day is passed over.
  private func sameDay(
    _ instant: Timestamp, from old: String, in new: String
  ) throws -> Timestamp {
    guard let old = zones.zone(old), let new = zones.zone(new) else {
      throw EngineError.notReady("the system has no time zone `\(new)`")
    }
    let day = old.localDate(of: instant)
    let (first, next) = (new.startOfDay(day), new.startOfDay(day.adding(days: 1)))
    return min(max(instant, first), Timestamp(microseconds: next.microseconds - 1))
  }
}

extension AccountRecord {
  /// Whether the dates of subscriptions may differ: any fact that policies read has changed.
  fileprivate func datesDiffer(from before: AccountRecord) -> Bool {
    timeZone != before.timeZone || agreement != before.agreement || program != before.program
      || segment != before.segment || country != before.country || cloud != before.cloud
      || storage != before.storage || billingProfile != before.billingProfile
  }
}
