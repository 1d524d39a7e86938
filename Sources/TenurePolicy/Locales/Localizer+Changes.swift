public import TenureDomain

extension Localizer {
  /// What a change means to people; nil for bookkeeping that other lines already tell.
  public func sentence(_ change: Change, in zone: ZoneRules) -> String? {
    switch change {
    case .end(_, let state), .state(let state):
      text("changes.state", ["state": name(of: state)])
    case .recurringBilling(let isOn):
      text(isOn ? "changes.recurringBillingOn" : "changes.recurringBillingOff")
    case .licenses(let total):
      text("changes.licenses", ["licenses": count("formats.licenses", total)])
    case .licensesAtRenewal(let total):
      total.map {
        text("changes.licensesAtRenewal", ["licenses": count("formats.licenses", $0)])
      } ?? text("changes.nothingAtRenewal")
    case .productAtRenewal(let product):
      product.map { text("changes.productAtRenewal", ["product": $0.text]) }
        ?? text("changes.nothingAtRenewal")
    case .split(let split):
      text(
        "changes.split",
        [
          "licenses": count("formats.licenses", split.licenses), "product": split.product.text,
        ])
    case .assigned(let count):
      text("changes.assigned", ["licenses": self.count("formats.licenses", count)])
    case .term(let term, let renewed):
      text(renewed ? "changes.renewed" : "changes.term", dates(term))
    case .begin(_, let term, _): text("changes.begins", dates(term))
    case .kind(let kind): text("changes.kind", ["kind": text("words.kind-\(kind.rawValue)")])
    case .product(let product): text("changes.product", ["product": self.product(product)])
    case .deletionRequested(let at):
      at.map { text("changes.deletionRequested", ["date": dateTime($0, in: zone)]) }
    case .trialExtended: text("changes.trialExtended")
    case .customDomains(let count): self.count("changes.customDomains", count)
    case .paymentMethod: text("changes.paymentMethodRemoved")
    case .accountClosed: text("changes.accountClosed")
    case .arrears(let arrears):
      arrears.map { text("changes.pastDueSince", ["date": date(zone.localDate(of: $0.since))]) }
        ?? text("changes.paid")
    case .addition, .refunded, .overAssignedSince: nil
    }
  }

  private func dates(_ term: Term) -> [String: String] {
    ["start": date(term.start), "end": date(term.end)]
  }
}
