import TenureDomain
import TenureEngine
import TenurePolicy

extension Visit {
  /// What a change means, in the language of whoever reads: a receipt holds it in the language of
  /// the account. Nil for bookkeeping that other parts of a page tell.
  func said(_ change: ChangeBody) -> String? {
    guard change.text != nil else { return nil }
    switch change.change {
    case "product": return text("outcome.product", ["product": product(change.value)])
    case "product-at-renewal":
      return change.value.map {
        say.text("changes.productAtRenewal", ["product": product($0)])
      } ?? say.text("changes.nothingAtRenewal")
    case "end", "state":
      let state = change.value.flatMap { SubscriptionState(rawValue: $0) }
      return state.map { say.text("changes.state", ["state": say.name(of: $0)]) } ?? change.text
    case "recurring-billing":
      return say.text("changes.recurringBilling\(change.value == "on" ? "On" : "Off")")
    case "term", "renewal", "begin":
      let key = ["term": "term", "renewal": "renewed"][change.change] ?? "begins"
      return say.text(
        "changes.\(key)", ["start": date(change.start ?? ""), "end": date(change.end ?? "")])
    case "kind": return said(kind: change)
    case "deletion-requested":
      return change.value.map { say.text("changes.deletionRequested", ["date": dateTime($0)]) }
    case "trial-extended": return say.text("changes.trialExtended")
    case "payment-method": return say.text("changes.paymentMethodRemoved")
    case "account-closed": return say.text("changes.accountClosed")
    case "arrears":
      return change.value.map { say.text("changes.pastDueSince", ["date": date($0)]) }
        ?? say.text("changes.paid")
    default: return said(number: change)
    }
  }

  private func said(kind change: ChangeBody) -> String? {
    change.value.map {
      say.text("changes.kind", ["kind": say.text("words.kind-\($0)")])
    }
  }

  private func said(number change: ChangeBody) -> String? {
    let number = change.value.flatMap { Int($0) }
    if change.change == "custom-domains" {
      return number.map { say.count("changes.customDomains", $0) } ?? change.text
    }
    let keys = [
      "licenses": "licenses", "licenses-assigned": "assigned",
      "licenses-at-renewal": "licensesAtRenewal",
    ]
    guard let key = keys[change.change] else { return change.text }
    guard let number else { return say.text("changes.nothingAtRenewal") }
    return say.text("changes.\(key)", ["licenses": say.count("formats.licenses", number)])
  }

  /// What a plan leaves open, likewise.
  func said(_ open: OpenBody) -> String {
    say.text("open.\(open.field)", ["facts": say.list(open.missing.map { text(of: $0) })])
  }
}
