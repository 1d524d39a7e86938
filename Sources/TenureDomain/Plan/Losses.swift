extension Loss {
  /// What an act takes away, found by comparing before and after, in the order in which people meet
  /// it.
  ///
  /// - Parameters:
  ///   - facts: those of the subject after the act.
  ///   - timeline: what follows from the act.
  static func all(
    of act: Act, before: borrowing Subject, after: borrowing Subject,
    facts: borrowing FactSet, timeline: borrowing Timeline, under edition: Edition
  ) -> [Loss] {
    if let target = act.product {
      return services(before.subscription.product, target, edition.products)
    }
    if after.subscription.accountClosed && !before.subscription.accountClosed { return [.account] }
    if let asked = before.subscription.deletionRequested,
      after.subscription.deletionRequested == nil
    {
      return [.contentGone(on: before.account.zone.localDate(of: asked))]
    }
    let ended = after.subscription.ending != nil && before.subscription.ending == nil
    let stopped =
      after.subscription.recurringBilling == false && before.subscription.recurringBilling != false
    guard ended || stopped, let end = timeline[.accessEnds]?.date else { return [] }
    guard after.account.kind != .consumer else {
      let left = users(on: end, timeline, copy facts, edition)
      return [.apps(left, on: end)] + storage(of: after, on: end, copy facts, edition)
    }
    var losses: [Loss] = [.userAccess(on: end)]
    if after.account.kind == .business, let deleted = timeline[.deleted]?.date, deleted > end {
      losses.append(.exportUntil(deleted))
    }
    return losses + storage(of: after, on: end, copy facts, edition)
  }

  /// A product of a higher rank has every service of a lower one of its line.
  private static func services(
    _ present: ProductID?, _ target: ProductID, _ products: ProductCatalog
  ) -> [Loss] {
    guard let present, let one = products[present], let other = products[target],
      one.line == other.line, other.rank < one.rank
    else { return [] }
    return [.services(of: present, missingIn: target)]
  }

  /// What users can still do in the state that begins on a day.
  private static func users(
    on date: CalendarDate, _ timeline: borrowing Timeline, _ facts: FactSet, _ edition: Edition
  ) -> Access.Users {
    let states: [(MilestoneKind, SubscriptionState)] = [
      (.expired, .expired), (.disabled, .disabled), (.deleted, .deleted),
    ]
    var facts = facts
    for (kind, state) in states where timeline[kind]?.date == date { facts[.state] = state.code }
    guard case .rule(let rule) = edition.access.first(facts) else { return .none }
    return rule.conclusion.users
  }

  private static func storage(
    of subject: borrowing Subject, on date: CalendarDate, _ facts: FactSet, _ edition: Edition
  ) -> [Loss] {
    guard !edition.storage.rules.isEmpty, case .rule(let rule) = edition.storage.first(facts) else {
      return []
    }
    return storage(rule.conclusion, of: subject, on: date)
  }

  /// The owner and each shared person fall back to what is free or what else they have, each on
  /// their own usage (CON-F3, CON-F4).
  private static func storage(
    _ rule: StorageRule, of subject: borrowing Subject, on date: CalendarDate
  ) -> [Loss] {
    let members = subject.subscription.sharedWith.map { ($0.name as String?, $0.storage) }
    let people: [(String?, StorageUse?)] = [(nil, subject.account.storage)] + members
    return people.flatMap { name, use -> [Loss] in
      guard let use else { return [] }
      let quota = use.quota(free: rule.cloud)
      let over = max(use.used - quota, 0)
      let fall = Loss.storage(person: name, quota: quota, over: over, on: date)
      let mailIsFull = use.room == 0 && use.mail.map { $0 > rule.mail } ?? false
      return over > 0 || mailIsFull ? [fall, .mail(person: name, on: date)] : [fall]
    }
  }
}
