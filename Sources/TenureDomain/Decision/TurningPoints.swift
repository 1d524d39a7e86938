extension Edition {
  /// The instants after one, up to another, at which an answer about a subject may turn out
  /// differently though nobody did anything: a local midnight, a window that opens or closes, the
  /// end of an added license's own window. In the order of time.
  ///
  /// What time itself changes of the subject is not among them; see
  /// ``Lifecycle/next(after:under:)``.
  public func turningPoints(
    of subject: Subject, after now: Timestamp, upTo limit: Timestamp
  ) -> [Timestamp] {
    let zone = subject.account.zone
    let tomorrow = zone.localDate(of: now).adding(days: 1)
    var points: Set<Timestamp> = [zone.startOfDay(tomorrow)]
    let facts = facts(of: subject, act: nil, at: now)
    for (fact, turns) in spanTurns {
      guard let value = facts[fact] else { continue }
      for turn in turns {
        // What counts down reaches a turn from above, so it differs one microsecond after it.
        let ahead = fact == .untilTermEnd ? value - turn + 1 : turn - value
        points.insert(Timestamp(microseconds: now.microseconds.addingSaturated(ahead)))
      }
    }
    for addition in subject.subscription.additions {
      points.insert(
        Timestamp(microseconds: addition.at.microseconds.addingSaturated(house.licenseWindow)))
    }
    if let start = subject.windowStart {
      points.insert(
        Timestamp(microseconds: start.microseconds.addingSaturated(house.licenseWindow)))
    }
    return points.filter { $0 > now && $0 <= limit }.sorted()
  }

  /// The values at which a test of a span begins or ceases to hold, by fact.
  static func spanTurns(of headers: [RuleHeader]) -> [Fact: [Int64]] {
    var turns: [Fact: Set<Int64>] = [:]
    for condition in headers.flatMap(\.conditions) where spans.contains(condition.fact) {
      for range in condition.values.ranges {
        if range.lowerBound > .min { turns[condition.fact, default: []].insert(range.lowerBound) }
        if range.upperBound < .max {
          turns[condition.fact, default: []].insert(range.upperBound + 1)
        }
      }
    }
    return turns.mapValues { $0.sorted() }
  }

  /// The facts that move with time, each by one microsecond in a microsecond.
  private static let spans: Set<Fact> = [.sinceWindowStart, .sinceFirstPurchase, .untilTermEnd]
}
