extension Loss {
  /// What an act takes away, found by comparing before and after, in the order in which people meet
  /// it.
  ///
  /// - Parameters:
  ///   - facts: those of the subject after the act.
  ///   - timeline: what follows from the act.
  static func all(
    before: borrowing Subject, after: borrowing Subject, facts: borrowing FactSet,
    timeline: borrowing Timeline, under edition: Edition
  ) -> [Loss] {
    if after.subscription.accountClosed && !before.subscription.accountClosed { return [.account] }
    let ended = after.subscription.ending != nil && before.subscription.ending == nil
    let stopped =
      after.subscription.recurringBilling == false && before.subscription.recurringBilling != false
    guard ended || stopped, let end = timeline[.accessEnds]?.date else { return [] }
    var losses: [Loss] = [.userAccess(on: end)]
    if after.account.kind == .business, let deleted = timeline[.deleted]?.date, deleted > end {
      losses.append(.exportUntil(deleted))
    }
    if !edition.storage.rules.isEmpty, case .rule(let rule) = edition.storage.first(copy facts) {
      losses += storage(rule.conclusion, of: after, on: end)
    }
    return losses
  }

  /// The owner and each shared person fall back to the free quota, each on their own usage
  /// (CON-F4).
  private static func storage(
    _ rule: StorageRule, of subject: borrowing Subject, on date: CalendarDate
  ) -> [Loss] {
    let members = subject.subscription.sharedWith.map { ($0.name as String?, $0.storage) }
    let people: [(String?, StorageUse?)] = [(nil, subject.account.storage)] + members
    return people.flatMap { name, use -> [Loss] in
      guard let use else { return [] }
      let over = max(use.used - rule.cloud, 0)
      let fall = Loss.storage(person: name, quota: rule.cloud, over: over, on: date)
      let mailIsFull = use.mail.map { $0 > rule.mail } ?? false
      return over > 0 || mailIsFull ? [fall, .mail(person: name, on: date)] : [fall]
    }
  }
}
