import TenureEngine

/// A verified receipt for people.
struct ReceiptText {
  private var page: Page

  var text: String { page.text }

  init(_ check: ReceiptVerification, _ terminal: Terminal) {
    page = Page(terminal)
    if let fault = check.fault {
      page.title("Not valid")
      page.paragraph(fault)
      if let key = check.key { page.fields([("names the key", key)]) }
      return
    }
    page.title("Valid")
    page.fields([("signed by", check.key ?? "")])
    guard let body = check.body else {
      page.blank()
      page.paragraph(
        "This version cannot show what the receipt says; --json prints it as it was signed.")
      return
    }
    show(body)
  }

  private mutating func show(_ body: ReceiptBody) {
    page.heading("What was asked")
    page.fields(
      [
        ("receipt", body.id), ("account", body.account),
        ("subscription", body.subscription ?? "none"), ("act", Self.act(body)),
        ("by", Self.party(body.actor)),
        ("received", "\(body.received.local) (\(body.received.timeZone)), \(body.received.at)"),
      ] + (body.clock == nil ? [] : [("clock", "a test clock: the account has a time of its own")]))
    let decision = body.decision
    page.heading("What was decided")
    page.paragraph(decision.text)
    for reason in decision.reasons {
      let source = reason.source.map { " (\($0.title)\($0.date.map { ", \($0)" } ?? ""))" } ?? ""
      page.paragraph(reason.text + source, indent: 2, mark: "- ")
    }
    for missing in decision.missing { page.paragraph(missing.text, indent: 2, mark: "? ") }
    if let plan = decision.plan { show(plan) }
    if let milestones = body.timeline?.milestones, !milestones.isEmpty {
      page.heading("Dates")
      page.fields(milestones.map { ($0.date, $0.text) })
    }
    if let edition = body.edition {
      page.heading("By")
      page.fields([("edition", edition.id), ("SHA-256", edition.sha256)])
    }
  }

  private mutating func show(_ plan: PlanBody) {
    var fields: [(String, String)] = []
    if let refund = plan.refund {
      let due = refund.dueBy.map { ", before \($0)" } ?? ""
      fields.append(("comes back", "\(Self.money(refund.amount)) to \(refund.to)\(due)"))
    }
    if let charge = plan.charge { fields.append(("is charged", Self.money(charge.amount))) }
    page.fields(fields, indent: 2)
    for change in plan.changes {
      if let text = change.text { page.paragraph(text, indent: 2, mark: "- ") }
    }
  }

  private static func act(_ body: ReceiptBody) -> String {
    let act = body.decision.act
    let parameters = [
      act.licenses.map { "\($0) licenses" }, act.product, act.users.map { "\($0) users" },
      body.object,
    ].compactMap { $0 }
    return ([act.name] + parameters).joined(separator: ", ")
  }

  private static func party(_ party: ReceiptBody.Party) -> String {
    let name = "\(party.name ?? party.kind) as \(party.role)"
    return party.onBehalfOf.map { "\(name), on behalf of \($0)" } ?? name
  }

  private static func money(_ money: MoneyBody) -> String { "\(money.amount) \(money.currency)" }
}
