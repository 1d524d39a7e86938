/// What an act takes away, found by comparing before and after.
struct Losses {
  let before: Subject
  let after: Subject
  let edition: Edition
  let now: Timestamp

  /// In the order in which people meet them.
  var all: [Loss] {
    if after.subscription.accountClosed && !before.subscription.accountClosed { return [.account] }
    guard isEnding else { return [] }
    let timeline = Timeline(of: after, at: now, under: edition)
    guard let end = timeline[.accessEnds]?.date else { return [] }
    var losses: [Loss] = [.userAccess(on: end)]
    if after.account.kind == .business, let deleted = timeline[.deleted]?.date, deleted > end {
      losses.append(.exportUntil(deleted))
    }
    return losses + storage(on: end)
  }

  private var isEnding: Bool {
    let ended = after.subscription.ending != nil && before.subscription.ending == nil
    let stopped =
      after.subscription.recurringBilling == false && before.subscription.recurringBilling != false
    return ended || stopped
  }

  /// The owner and each shared person fall back to the free quota, each on their own usage (CON-F4).
  private func storage(on date: CalendarDate) -> [Loss] {
    guard
      case .rule(let rule) = edition.storage.first(
        edition.facts(of: after, act: nil, at: now))
    else { return [] }
    let people: [(String?, StorageUse?)] =
      [(nil, after.account.storage)] + after.subscription.sharedWith.map { ($0.name, $0.storage) }
    return people.flatMap { name, use -> [Loss] in
      guard let use else { return [] }
      let over = max(use.used - rule.conclusion.cloud, 0)
      let fall = Loss.storage(person: name, quota: rule.conclusion.cloud, over: over, on: date)
      let mailIsFull = use.mail.map { $0 > rule.conclusion.mail } ?? false
      return over > 0 || mailIsFull ? [fall, .mail(person: name, on: date)] : [fall]
    }
  }
}
