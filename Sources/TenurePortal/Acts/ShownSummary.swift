import TenureDomain
import TenureEngine
import TenurePolicy

/// What a page showed of an act. It stands in the page's form, so that what has changed since can
/// be told, and so that nobody has to confirm again what has not.
struct ShownSummary: Sendable, Equatable {
  let outcome: String
  /// Such as `104.84 EUR`; empty if nothing comes back.
  let refund: String
  /// Likewise what is charged.
  let charge: String
  /// When access ends; empty if it does not.
  let ends: String
  /// SHA-256 of all else that matters: rules, changes, losses, dates, destinations.
  let rest: String

  init(_ quote: QuoteBody) {
    let plan = quote.decision.plan
    outcome = quote.decision.outcome
    refund = Self.text(plan?.refund?.amount)
    charge = Self.text(plan?.charge?.amount)
    ends =
      quote.timeline.milestones.first { $0.milestone == MilestoneKind.accessEnds.rawValue }?.date
      ?? ""
    rest = Base64URL.text(Hash.sha256(Array(Self.rest(of: quote).utf8)))
  }

  /// Reads what a form brought back; nil if it is no summary.
  init?(_ text: String) {
    let fields = FormFields(text: text).values
    guard let outcome = fields["outcome"], let refund = fields["refund"],
      let charge = fields["charge"], let ends = fields["ends"], let rest = fields["rest"]
    else { return nil }
    (self.outcome, self.refund, self.charge, self.ends) = (outcome, refund, charge, ends)
    self.rest = rest
  }

  var text: String {
    FormFields([
      "outcome": outcome, "refund": refund, "charge": charge, "ends": ends, "rest": rest,
    ]).text
  }

  private static func text(_ money: MoneyBody?) -> String {
    money.map { "\($0.amount) \($0.currency)" } ?? ""
  }

  /// Moments are left out: they move on while a page is read, the days that they fall on do not.
  private static func rest(of quote: QuoteBody) -> String {
    let plan = quote.decision.plan
    var parts = [quote.edition.sha256, quote.role, plan?.effect ?? ""]
    parts += quote.decision.reasons.map(\.rule)
    parts += quote.decision.waysForward.map { "\($0.way) \($0.to.map(String.init) ?? "")" }
    parts += (plan?.changes ?? []).map { change in
      let value = change.value.flatMap { Timestamp($0) == nil ? $0 : nil } ?? ""
      return "\(change.change) \(value) \(change.start ?? "") \(change.end ?? "")"
    }
    parts += (plan?.losses ?? []).map { loss in
      "\(loss.loss) \(loss.date ?? "") \(loss.person ?? "") \(loss.overBytes ?? 0)"
    }
    parts += (plan?.open ?? []).map { "\($0.field) \($0.missing.joined(separator: " "))" }
    parts += [plan?.refund?.to ?? "", plan?.refund?.dueBy ?? ""]
    parts += quote.timeline.milestones.map { "\($0.milestone) \($0.date)" }
    return parts.joined(separator: "\n")
  }

  /// What is another now, in sentences; empty if nothing is that can be named.
  func differences(to now: ShownSummary, _ visit: Visit) -> [String] {
    var lines: [String] = []
    func add(_ key: String, _ before: String, _ after: String, _ say: (String) -> String) {
      guard before != after else { return }
      let nothing = visit.text("changed.nothing")
      lines.append(
        visit.text(
          "changed.\(key)",
          [
            "before": before.isEmpty ? nothing : say(before),
            "after": after.isEmpty ? nothing : say(after),
          ]))
    }
    add("outcome", outcome, now.outcome) { visit.outcome($0) }
    add("refund", refund, now.refund) { visit.amount($0) }
    add("charge", charge, now.charge) { visit.amount($0) }
    add("ends", ends, now.ends) { visit.date($0) }
    if lines.isEmpty { lines.append(visit.text("changed.something")) }
    return lines
  }
}

extension Visit {
  /// An amount such as `104.84 EUR`, as people write it.
  fileprivate func amount(_ text: String) -> String {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let currency = Currency(String(parts[1])),
      let money = try? Money(String(parts[0]), currency)
    else { return text }
    return say.money(money)
  }

  fileprivate func outcome(_ word: String) -> String {
    Outcome(rawValue: word).map { say.name(of: $0) } ?? word
  }
}

/// What has changed since a page was shown.
struct News: Sendable {
  let lines: [String]

  /// - Parameter shown: what the page showed; nil if that is not known.
  init(_ shown: ShownSummary?, now quote: QuoteBody, _ visit: Visit) {
    lines =
      shown.map { $0.differences(to: ShownSummary(quote), visit) }
      ?? [visit.text("changed.something")]
  }
}
