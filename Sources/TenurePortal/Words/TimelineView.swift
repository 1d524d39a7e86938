import TenureDomain
import TenureEngine
import TenurePolicy

/// Dates in their order, as the partial `timeline` shows them in a list named `timeline`.
struct TimelineView: Sendable {
  struct Item: Sendable {
    /// The day for machines.
    let day: String
    /// The day for people, with `no later than` or `not before` where it is meant so; the last one
    /// where the milestone names the first that is too late.
    let date: String
    let text: String
    /// More about it; nil if there is no more.
    var note: String?
    /// `past` or `next`; nil for what is later.
    var mark: String?
    var isPast = false
    var isNext = false
  }

  /// Something that happened, or will.
  struct Entry: Sendable {
    let day: CalendarDate
    let at: Timestamp
    let bound: MilestoneKind.Bound
    let text: String
    var note: String?
  }

  let timeline: [Item]
  let isEmpty: Bool

  /// - Parameters:
  ///   - entries: in any order.
  ///   - isPlanned: whether they follow only if somebody decides so: then nothing of it is past.
  init(_ entries: [Entry], isPlanned: Bool = false, _ visit: Visit) {
    let now = isPlanned ? Timestamp(microseconds: .min) : visit.now
    let ordered = entries.enumerated().sorted { one, other in
      (one.element.at, one.offset) < (other.element.at, other.offset)
    }.map(\.element)
    let next = ordered.firstIndex { $0.at > now }
    timeline = ordered.enumerated().map { index, entry in
      let isPast = entry.at <= now
      return Item(
        day: "\(entry.day)", date: Self.date(entry, visit), text: entry.text, note: entry.note,
        mark: isPast ? "past" : index == next ? "next" : nil, isPast: isPast,
        isNext: index == next)
    }
    isEmpty = timeline.isEmpty
  }

  /// The dates that follow.
  ///
  /// - Parameters:
  ///   - earlier: what happened before.
  ///   - isPlanned: whether they follow only if somebody decides so.
  init(
    _ body: TimelineBody, after earlier: [Entry] = [], isPlanned: Bool = false, _ visit: Visit
  ) {
    self.init(earlier + Self.entries(body, visit), isPlanned: isPlanned, visit)
  }

  private static func date(_ entry: Entry, _ visit: Visit) -> String {
    let date = visit.say.date(entry.day)
    return switch entry.bound {
    case .on: date
    case .notBefore: visit.text("words.not-before", ["date": date])
    case .noLaterThan, .before: visit.text("words.no-later-than", ["date": date])
    }
  }

  private static func entries(_ body: TimelineBody, _ visit: Visit) -> [Entry] {
    body.milestones.compactMap { milestone in
      guard let kind = MilestoneKind(rawValue: milestone.milestone),
        let key = key(for: kind, on: milestone.date, in: body),
        let day = visit.day(of: milestone), let at = Timestamp(milestone.at)
      else { return nil }
      return Entry(
        day: day, at: at, bound: kind.bound, text: visit.text("words.milestones.\(key)"))
    }
  }

  /// The text of a milestone; nil for one that another says already, or that will not come.
  private static func key(
    for kind: MilestoneKind, on date: String, in body: TimelineBody
  ) -> String? {
    switch kind {
    case .termEnds:
      switch body.outlook?.kind {
      case .renews: return "termRenews"
      case .converts: return "termConverts"
      // It ends before its term does.
      case .ends where body.outlook?.date != date: return nil
      case .ends, nil: return kind.rawValue
      }
    case .nextBilling:
      let term = body.milestones.first { $0.milestone == MilestoneKind.termEnds.rawValue }
      if date == term?.date { return nil }
      if body.outlook?.kind == .ends, let end = body.outlook?.date, end <= date { return nil }
      return kind.rawValue
    default: return kind.rawValue
    }
  }
}

extension Visit {
  /// The day of a milestone as people count it: the last one for what must come before it.
  func day(of milestone: MilestoneBody) -> CalendarDate? {
    guard milestone.bound == MilestoneKind.Bound.before.rawValue else {
      return CalendarDate(milestone.date)
    }
    return Timestamp(milestone.at).map {
      zone.localDate(of: Timestamp(microseconds: $0.microseconds - 1))
    }
  }
}
