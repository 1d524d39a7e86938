/// What lies ahead of a subscription if nobody asks for anything: every future date with what it
/// means and what time does on it, up to the next renewal.
public struct Forecast: Sendable {
  /// One moment that lies ahead.
  public struct Entry: Sendable {
    public let at: Timestamp
    /// The local date in the account's zone.
    public let date: CalendarDate
    /// The dates of the timeline that fall on it.
    public internal(set) var milestones: [Milestone] = []
    /// What time changes of its own.
    public internal(set) var changes: [Change] = []
    /// The state and the access from then on, where time changes something.
    public internal(set) var state: SubscriptionState?
    public internal(set) var access: Access?
  }

  /// In the order of time.
  public let entries: [Entry]
  /// Whether it renews, so that more follows of the same kind.
  public let renews: Bool
  /// The facts on which further dates depend.
  public let open: [GivenFact]

  /// What lies ahead of a subject that was brought up to date.
  public init(of subject: Subject, after now: Timestamp, under edition: Edition) {
    let timeline = Timeline(of: subject, at: now, under: edition)
    var builder = ForecastBuilder(edition: edition, subject: subject, open: timeline.open)
    for milestone in timeline.milestones where milestone.at > now {
      builder.entry(at: milestone.at) { $0.milestones.append(milestone) }
    }
    builder.follow()
    entries = builder.entries.values.sorted { $0.at < $1.at }.filter { $0.at > now }
    renews = builder.renews
    open = builder.open
  }
}

private struct ForecastBuilder {
  let edition: Edition
  var subject: Subject
  var entries: [Timestamp: Forecast.Entry] = [:]
  var open: [GivenFact]
  var renews = false

  /// More stages than any lifecycle has.
  private static let mostHappenings = 16

  init(edition: Edition, subject: Subject, open: [GivenFact]) {
    self.edition = edition
    self.subject = subject
    self.open = open
  }

  mutating func entry(at instant: Timestamp, _ change: (inout Forecast.Entry) -> Void) {
    let date = subject.account.zone.localDate(of: instant)
    change(&entries[instant, default: Forecast.Entry(at: instant, date: date)])
  }

  mutating func follow() {
    for _ in 0..<Self.mostHappenings {
      switch Lifecycle.next(after: subject, under: edition) {
      case .nothing: return
      case .undetermined(_, let missing):
        for fact in missing where !open.contains(fact) { open.append(fact) }
        return
      case .happening(let happening):
        subject = subject.applying(happening.changes)
        let (state, access) = (
          subject.subscription.state, edition.access(of: subject, at: happening.at)
        )
        entry(at: happening.at) { entry in
          entry.changes += happening.changes
          entry.state = state
          entry.access = access
        }
        let isRenewal = happening.changes.contains { change in
          if case .term(_, renewed: true) = change { true } else { false }
        }
        if isRenewal {
          renews = true
          return
        }
      }
    }
  }
}
