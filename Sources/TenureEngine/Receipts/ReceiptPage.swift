import TenureDomain
import TenurePolicy

/// A receipt as a page to print: it stands alone, runs nothing and loads nothing, reads well in
/// black and white on A4, and ends with the signed receipt itself.
public struct ReceiptPage {
  private let body: ReceiptBody
  private let receipt: ReceiptRecord
  private let names: ReceiptNames
  private let say: Localizer
  private var page = HTMLText()

  /// - Parameter names: what is shown beside the ids that were signed.
  /// - Throws: an error of decoding if the payload is no receipt.
  public init(_ receipt: ReceiptRecord, names: ReceiptNames, shelf: PolicyShelf) throws {
    self.receipt = receipt
    self.names = names
    body = try JSONText.value(ReceiptBody.self, receipt.payload)
    say = shelf.localizer(for: body.language)
    build()
  }

  /// The whole document, in UTF-8.
  public var html: String { page.text }

  private mutating func build() {
    let title = HTMLText.escaped("\(label("title")) \(body.id)")
    page.raw(
      """
      <!DOCTYPE html>
      <html lang="\(HTMLText.escaped(say.language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <main>

      """)
    page.element("h1", label("title"))
    asked()
    decided()
    if let plan = body.decision.plan { follows(plan) }
    dates()
    instead()
    proof()
    page.raw("</main>\n</body>\n</html>\n")
  }

  private mutating func asked() {
    page.element("h2", label("asked"))
    page.fields(place + act + asker)
  }

  private typealias Field = (String, String?)

  private var place: [Field] {
    [
      (label("number"), body.id), (label("account"), Self.named(names.account, body.account)),
      (label("subscription"), Self.named(names.product.map(say.product), body.subscription)),
    ]
  }

  private var act: [Field] {
    let act = body.decision.act
    return [
      (label("act"), name(of: act)), (label("licenses"), act.licenses.map(say.number)),
      (label("product"), act.product.map { say.product(ProductID($0)) }),
      (label("users"), act.users.map(say.number)),
      (label("object"), Self.named(names.object, body.object)),
    ]
  }

  private var asker: [Field] {
    let actor = body.actor
    let reason = body.reason.map { code in
      LeavingReason(rawValue: code).map { say.name(of: $0) } ?? code
    }
    let clock: String? = body.clock == nil ? nil : label("testClock")
    let name = Self.named(names.person ?? names.key, actor.person ?? actor.key, actor.account)
    return [
      (label("party"), name),
      (label("onBehalfOf"), Self.named(names.onBehalfOf, actor.onBehalfOf)),
      (label("supportReason"), names.supportReason),
      (label("role"), Role(rawValue: actor.role).map { say.name(of: $0) } ?? actor.role),
      (label("received"), received), (label("clock"), clock), (label("reason"), reason),
    ]
  }

  /// A name with what was signed: `Kari Nordmann (kari)`; nil without an id.
  ///
  /// - Parameter home: the account that somebody belongs to, if it is another.
  private static func named(_ name: String?, _ id: String?, _ home: String? = nil) -> String? {
    guard let id else { return nil }
    guard let name, name != id else { return home.map { "\(id) (\($0))" } ?? id }
    return "\(name) (\(([id] + (home.map { [$0] } ?? [])).joined(separator: ", ")))"
  }

  private func name(of act: ActBody) -> String {
    if let kind = ActKind(rawValue: act.name) { return say.name(of: kind) }
    return Self.actsOnPeople.contains(act.name) ? label(act.name) : act.name
  }

  /// What no policy decides.
  private static let actsOnPeople: Set<String> = ["erase-person", "export-person"]

  /// The local time as it was signed, with its zone and what it is ahead of UTC.
  private var received: String {
    let moment = body.received
    let zone = moment.timeZone
    guard let local = Timestamp(moment.local.dropLast(6) + "Z") else {
      return "\(moment.local) (\(zone))"
    }
    return "\(say.dateTime(local, in: .utc)) (\(zone), UTC\(moment.local.suffix(6)))"
  }

  private mutating func decided() {
    let decision = body.decision
    page.element("h2", label("decided"))
    page.element("p", decision.text, class: "outcome")
    if !decision.reasons.isEmpty {
      page.element("h3", label("why"))
      page.list(decision.reasons.map(reason))
    }
    if !decision.missing.isEmpty {
      page.element("h3", label("missing"))
      page.list(decision.missing.map(\.text))
    }
    let state = body.state.map { name in
      SubscriptionState(rawValue: name).map { say.name(of: $0) } ?? name
    }
    page.fields([
      (label("state"), state), (label("edition"), body.edition?.id),
      (label("digest"), body.edition?.sha256),
    ])
  }

  /// The sentence with the document that it comes from.
  private func reason(_ reason: ReasonBody) -> String {
    guard let source = reason.source else { return reason.text }
    let date = source.date.map { ", \(self.date($0))" } ?? ""
    return "\(reason.text) (\(source.title)\(date))"
  }

  private mutating func follows(_ plan: PlanBody) {
    page.element("h2", label("follows"))
    page.list(plan.changes.compactMap(\.text))
    page.fields([
      (label("effect"), Effect(rawValue: plan.effect).map { say.sentence($0) } ?? plan.effect),
      (label("refund"), plan.refund.map(refund)),
      (label("due"), plan.refund?.dueBy.map(date)),
      (label("charge"), plan.charge.map { money($0.amount) }),
    ])
    if !plan.losses.isEmpty {
      page.element("h3", label("lost"))
      page.list(plan.losses.map(\.text))
    }
    page.list(plan.open.map(\.text))
  }

  private func refund(_ refund: RefundBody) -> String {
    let destination = Refund.Destination(rawValue: refund.to).map { say.name(of: $0) }
    return "\(money(refund.amount)): \(destination ?? refund.to)"
  }

  private mutating func dates() {
    guard let milestones = body.timeline?.milestones, !milestones.isEmpty else { return }
    page.element("h2", label("dates"))
    page.fields(
      milestones.map { milestone in
        let bound = MilestoneKind.Bound(rawValue: milestone.bound).flatMap {
          $0 == .on ? nil : say.name(of: $0)
        }
        let when = ([bound, date(milestone.date)].compactMap { $0 }).joined(separator: " ")
        return (milestone.text, when)
      })
  }

  private mutating func instead() {
    guard !body.decision.waysForward.isEmpty else { return }
    page.element("h2", label("instead"))
    page.list(body.decision.waysForward.map(\.text))
  }

  private mutating func proof() {
    page.element("h2", label("proof"))
    page.element("p", label("verify"))
    page.fields([(label("key"), receipt.key)])
    page.element("pre", receipt.compact)
  }

  private func label(_ name: String) -> String { say.text("receipt.\(name)") }

  private func date(_ text: String) -> String { CalendarDate(text).map { say.date($0) } ?? text }

  private func money(_ body: MoneyBody) -> String {
    let money = Currency(body.currency).flatMap { try? Money(body.amount, $0) }
    return money.map { say.money($0) } ?? "\(body.amount) \(body.currency)"
  }

  private static let style = """
    @page { size: A4; margin: 20mm; }
    body { color: #000; background: #fff; font: 11pt/1.45 serif; margin: 0; }
    main { max-width: 44em; margin: 0 auto; padding: 1.5em; }
    h1 { font-size: 1.7em; margin: 0 0 0.5em; }
    h2 { font-size: 1.15em; margin: 1.5em 0 0.4em; border-bottom: 1px solid #000; }
    h2, h3 { break-after: avoid; }
    h3 { font-size: 1em; margin: 1em 0 0.2em; }
    dl { display: grid; grid-template-columns: minmax(9em, 30%) 1fr; gap: 0.15em 1em; }
    dl { margin: 0.5em 0; }
    dt { color: #333; }
    dd { margin: 0; overflow-wrap: anywhere; }
    ul { margin: 0.3em 0; padding-left: 1.3em; }
    .outcome { font-weight: bold; }
    pre { font: 8.5pt/1.3 monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
    @media print { main { max-width: none; padding: 0; } }
    """
}
