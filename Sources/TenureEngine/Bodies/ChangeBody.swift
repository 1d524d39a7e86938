public import TenureDomain
public import TenurePolicy

/// One thing that changes, for programs: what, and the value it takes.
public struct ChangeBody: Codable, Sendable, Hashable {
  public var change: String
  public var value: String?
  public var start: String?
  /// Exclusive.
  public var end: String?
  public var text: String?

  public init(_ change: Change, _ zone: ZoneRules, _ say: Localizer) {
    text = say.sentence(change, in: zone)
    self.change = Self.name(change)
    value = Self.value(change)
    switch change {
    case .term(let term, _), .begin(_, let term, _):
      start = "\(term.start)"
      end = "\(term.end)"
    default: break
    }
  }

  private static func name(_ change: Change) -> String {
    switch change {
    case .end: "end"
    case .state: "state"
    case .recurringBilling: "recurring-billing"
    case .licenses: "licenses"
    case .addition: "licenses-added"
    case .licensesAtRenewal: "licenses-at-renewal"
    case .productAtRenewal: "product-at-renewal"
    case .split: "split"
    case .assigned: "licenses-assigned"
    case .overAssignedSince: "over-assigned-since"
    case .term(_, let renewed): renewed ? "renewal" : "term"
    case .begin: "begin"
    case .kind: "kind"
    case .product: "product"
    case .deletionRequested: "deletion-requested"
    case .trialExtended: "trial-extended"
    case .refunded: "refunded"
    case .arrears: "arrears"
    case .customDomains: "custom-domains"
    case .paymentMethod: "payment-method"
    case .accountClosed: "account-closed"
    }
  }

  private static func value(_ change: Change) -> String? {
    switch change {
    case .end(_, let state), .state(let state): state.rawValue
    case .recurringBilling(let isOn): isOn ? "on" : "off"
    case .licenses(let total), .assigned(let total), .customDomains(let total): "\(total)"
    case .addition(let addition): "\(addition.count)"
    case .licensesAtRenewal(let total): total.map { "\($0)" }
    case .productAtRenewal(let product): product?.text
    case .split(let split): split.product.text
    case .begin(let at, _, _): "\(at)"
    case .kind(let kind): kind.rawValue
    case .product(let product): product.text
    case .deletionRequested(let at): at.map { "\($0)" }
    case .refunded(let amount): amount.map { "\($0)" }
    case .arrears(let arrears): arrears.map { "\($0.since)" }
    case .overAssignedSince(let date): date.map { "\($0)" }
    case .paymentMethod(let method): method.rawValue
    case .term, .trialExtended, .accountClosed: nil
    }
  }
}

/// Something that time brought about.
public struct HappeningBody: Codable, Sendable, Hashable {
  public var at: String
  public var date: String
  public var rule: String?
  public var changes: [ChangeBody]

  public init(_ happening: Happening, _ zone: ZoneRules, _ say: Localizer) {
    at = "\(happening.at)"
    date = "\(zone.localDate(of: happening.at))"
    rule = happening.rule?.id
    changes = happening.changes.map { ChangeBody($0, zone, say) }
  }
}
