public import TenureDomain

extension Witness {
  /// The case as a scenario without `then`: YAML that `tenure decide` reads.
  ///
  /// What is on record of an earlier time (an ending, licenses added later) no scenario can give;
  /// it stands in comments.
  public func document(id: String, title: String, policy: EditionID) -> String {
    var lines = [
      "id: \(id)", "title: \(quoted(title))", "policy: \(policy)", "given:",
      "  account: { \(accountFields.joined(separator: ", ")) }",
    ]
    if let role = subject.actor.role {
      let other = subject.actor.isPurchaser ? "" : ", purchaser: false"
      lines.append("  actor: { role: \(role.rawValue)\(other) }")
    }
    lines.append("  subscription:")
    lines += subscriptionLines.map { "    \($0)" }
    lines += history.map { "    # \($0)" }
    lines += ["steps:", "  - at: \(now)"] + actLines.map { "    \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "'")
      + "\""
  }

  private var accountFields: [String] {
    let account = subject.account
    var fields: [String] = []
    if let kind = account.kind { fields.append("kind: \(kind.rawValue)") }
    if let agreement = account.agreement { fields.append("agreement: \(agreement.rawValue)") }
    if let program = account.program { fields.append("program: \(program.rawValue)") }
    if account.segment != .standard { fields.append("segment: \(account.segment.rawValue)") }
    // In quotes, because other readers take `NO` for a truth value.
    if let country = account.country { fields.append("country: \"\(country)\"") }
    if account.cloud != .worldwide { fields.append("cloud: \(account.cloud.rawValue)") }
    if account.zone != .utc { fields.append("timeZone: \(account.zone.name)") }
    if account.customDomains != 0 { fields.append("customDomains: \(account.customDomains)") }
    return fields
  }

  private var subscriptionLines: [String] {
    let subscription = subject.subscription
    var lines: [String] = []
    if let product = subscription.product { lines.append("product: \(product)") }
    if subscription.kind != .paid { lines.append("kind: \(subscription.kind.rawValue)") }
    if subscription.state != .active { lines.append("state: \(subscription.state.rawValue)") }
    if subscription.channel != .direct { lines.append("channel: \(subscription.channel.rawValue)") }
    if let started = subscription.started { lines.append("started: \(started.text)") }
    if let term = subscription.term {
      let interval = subscription.interval.map { ", interval: \($0.rawValue)" } ?? ""
      lines.append("term: { start: \(term.start), end: \(term.end)\(interval) }")
    }
    if subscription.renewed { lines.append("renewed: true") }
    if let price = subscription.price {
      lines.append(
        "price: { amount: \"\(price.amount.amountText)\", currency: \(price.amount.currency), "
          + "per: \(price.per.rawValue), every: \(price.every.rawValue) }")
    }
    let licenses = subscription.licenses
    let counts =
      (licenses.purchased.map { ["purchased: \($0)"] } ?? [])
      + (licenses.assigned.map { ["assigned: \($0)"] } ?? [])
    if !counts.isEmpty { lines.append("licenses: { \(counts.joined(separator: ", ")) }") }
    if let isOn = subscription.recurringBilling { lines.append("recurringBilling: \(isOn)") }
    if subscription.renewsOnce { lines.append("renewsOnce: true") }
    if subscription.scheduledBySeller { lines.append("scheduledBySeller: true") }
    if subscription.base != .none { lines.append("base: \(subscription.base.rawValue)") }
    if let method = subscription.paymentMethod { lines.append("paymentMethod: \(method.rawValue)") }
    lines += debt
    return lines
  }

  private var debt: [String] {
    guard let arrears = subject.subscription.arrears else {
      return subject.subscription.pastDue ? ["pastDue: true"] : []
    }
    let chargedBack = arrears.isChargedBack ? ", chargedBack: true" : ""
    return ["pastDue: { since: \(arrears.since)\(chargedBack) }"]
  }

  private var history: [String] {
    let subscription = subject.subscription
    var lines: [String] = []
    if let ending = subscription.ending {
      lines.append("on record: ended on \(ending.date) (\(ending.cause.rawValue))")
    }
    if let requested = subscription.deletionRequested {
      lines.append("on record: deletion asked for at \(requested)")
    }
    if subscription.trialExtended { lines.append("on record: the trial was extended once") }
    for addition in subscription.additions {
      lines.append("on record: \(addition.count) licenses added at \(addition.at)")
    }
    return lines
  }

  private var actLines: [String] {
    guard let act else { return ["act: none"] }
    var lines = ["act: \(act.kind.rawValue)"]
    if let licenses = act.licenses {
      lines.append("\(act.kind.parameters == .product ? "licenses" : "to"): \(licenses)")
    }
    if act.atRenewal { lines.append("atRenewal: true") }
    if let product = act.product { lines.append("to: \(product)") }
    if let users = act.users { lines.append("users: \(users)") }
    if let target = act.target, target != .ready { lines.append("target: \(target.rawValue)") }
    if let lacking = act.lacking, lacking > 0 { lines.append("lacking: \(lacking)") }
    return lines
  }
}

extension Moment {
  /// The instant or the date, as it was told.
  fileprivate var text: String {
    switch self {
    case .instant(let instant): "\(instant)"
    case .date(let date): "\(date)"
    }
  }
}
