import TenureDomain
import TenurePolicy

extension Localizer {
  /// What can still be done about a subscription that ended or is about to, and until when.
  ///
  /// - Parameter reminded: the kind of date that the message itself is about, which needs no line.
  func deadlines(
    _ timeline: Timeline, of subject: Subject, at now: Timestamp, reminded: MilestoneKind? = nil
  ) -> [String] {
    func date(_ kind: MilestoneKind) -> [String: String]? {
      guard kind != reminded, let milestone = timeline[kind], milestone.at > now else { return nil }
      let isLast = kind.bound == .before
      let day = isLast ? milestone.lastDay(in: subject.account.zone) : milestone.date
      return ["date": self.date(day)]
    }
    var lines: [String] = []
    func add(_ line: String, _ kind: MilestoneKind) {
      if let values = date(kind) { lines.append(text("notices.lines.\(line)", values)) }
    }
    add("access", .accessEnds)
    if subject.subscription.ending != nil { add("reactivate", .reactivableUntil) }
    add("keep", .dataMayBeDeletedFrom)
    add("gone", .dataDeletedBy)
    add("freezes", .frozen)
    add("storageGoes", .storageMayBeDeletedFrom)
    return lines
  }

  /// The reason why a paid period ended or is about to, where its people may not know of it.
  func cause(of subject: Subject) -> [String] {
    let subscription = subject.subscription
    if subscription.ending?.cause == .nonPayment { return [text("notices.lines.unpaid")] }
    guard subscription.ending == nil, subscription.arrears != nil else { return [] }
    return [text("notices.lines.overdue")]
  }

  /// What a subscription still lets people do.
  func access(of item: AgendaItem) -> [String] {
    guard let access = item.edition.access(of: item.subject, at: item.at) else { return [] }
    return [lines(access, of: item.subject.account.kind).joined(separator: " ")]
  }

  /// The same for somebody with whom it is shared, and what becomes of their own storage (CON-F3).
  func memberLines(of item: AgendaItem) -> [String] {
    guard let access = item.edition.access(of: item.subject, at: item.at) else { return [] }
    var sentences = [sentence(access.users) + "."]
    let facts = item.edition.facts(of: item.subject, act: nil, at: item.at)
    if access.users != .full, case .rule(let rule) = item.edition.storage.first(facts) {
      let storage = rule.conclusion
      sentences.append(
        text(
          "notices.lines.ownStorage",
          [
            "quota": bytes(storage.cloud),
            "frozen": count("formats.monthCount", storage.frozenAfterMonths),
            "deleted": count("formats.monthCount", storage.mayBeDeletedAfterMonths),
          ]))
    }
    return [sentences.joined(separator: " ")]
  }
}
