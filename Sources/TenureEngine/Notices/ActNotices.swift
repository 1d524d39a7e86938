import TenureDomain
import TenurePolicy

extension ActCommitBuilder {
  /// What people are told of an act that was carried out: what it changed, what is lost with it,
  /// and what can still be done.
  func messages(_ plan: Plan) -> [OutboxRecord] {
    var record = context.record
    record.subscription = plan.result.subscription
    let notice = notice(of: plan)
    return plan.messages.flatMap { message in
      NoticeRecipient.of(message.recipients, sharing: context.record.subscription).map {
        engine.rendered(
          notice, $0, of: account, about: record, receipt: receiptID, at: received, say)
      }
    }
  }

  private func notice(of plan: Plan) -> Notice {
    let zone = standing.zone
    let changes = plan.changes.compactMap { say.sentence($0, in: zone) }
    let losses = plan.losses.filter(\.isOfOwner).map { say.sentence($0) }
    let money = refund(plan) + charge(plan)
    let deadlines = say.deadlines(
      decided.timeline, of: plan.result, at: received,
      reminded: plan.losses.isEmpty ? nil : .accessEnds)
    let paragraphs = [changes.joined(separator: " "), losses.joined(separator: " ")]
    return Notice(
      kind: .act(request.act.kind),
      texts: request.act.kind == .cancel && plan.effect == .atTermEnd ? "act.cancel-later" : nil,
      values: ["date": say.date(zone.localDate(of: received))],
      lines: (paragraphs + [money.joined(separator: " ")]).filter { !$0.isEmpty } + deadlines)
  }

  private func refund(_ plan: Plan) -> [String] {
    guard let refund = plan.refund, !refund.amount.isZero else { return [] }
    return [
      say.text(
        "notices.lines.refund",
        ["amount": say.money(refund.amount), "to": say.name(of: refund.to)])
    ]
  }

  private func charge(_ plan: Plan) -> [String] {
    guard let charge = plan.charge, !charge.amount.isZero else { return [] }
    return [say.text("notices.lines.charge", ["amount": say.money(charge.amount)])]
  }
}

extension Loss {
  /// Whether it names nobody: what others lose is told to them, and no name stands in a message.
  fileprivate var isOfOwner: Bool {
    switch self {
    case .storage(let person, _, _, _), .mail(let person, _): person == nil
    default: true
    }
  }
}
