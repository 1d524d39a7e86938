import TenureDomain
import TenureEngine
import TenurePolicy

/// What an act is to be done with, as it was chosen: in the address before, in the form after.
struct ActInput: Sendable {
  let kind: ActKind
  let licenses: Int?
  let users: Int?
  let product: ProductID?
  let domain: String?
  /// The subscription that users move to.
  var target: SubscriptionID?
  let faults: [FormFault]

  private static let mostLicenses = 1_000_000_000

  init(_ kind: ActKind, _ visit: Visit) {
    self.kind = kind
    var faults: [FormFault] = []
    func typed(_ name: String) -> String? { visit.form[name] ?? visit.query[name] }
    func number(_ name: String, from least: Int) -> Int? {
      guard let text = typed(name) else { return nil }
      if let number = Int(text), (least...Self.mostLicenses).contains(number) { return number }
      faults.append(FormFault(field: name, text: visit.text("act.not-a-number")))
      return nil
    }
    let asked = kind.parameters
    licenses = asked == .licenses ? number("licenses", from: 0) : nil
    users = asked == .productAndUsers ? number("users", from: 1) : nil
    product =
      asked == .product
      ? typed("product").flatMap { visit.engine.shelf.products[ProductID($0)]?.id } : nil
    target =
      asked == .productAndUsers ? typed("toSubscription").flatMap { SubscriptionID($0) } : nil
    domain = kind == .removeDomain ? typed("domain").flatMap { DomainName.checked($0) } : nil
    self.faults = faults
  }

  /// Whether the act needs something that has to be chosen.
  var needsChoice: Bool { kind.parameters != .nothing || kind == .removeDomain }

  /// Whether everything that it needs was chosen.
  var isComplete: Bool {
    switch kind.parameters {
    case .licenses: licenses != nil
    case .product: product != nil
    case .productAndUsers: users != nil && target != nil
    case .nothing: kind != .removeDomain || domain != nil
    }
  }

  var request: ActRequest {
    var request = ActRequest(
      Act(kind, licenses: licenses, product: product, users: users), domain: domain)
    request.toSubscription = target
    return request
  }

  /// What the form that does it brings along, by the names of the fields.
  var fields: [(name: String, value: String)] {
    [
      ("licenses", licenses.map(String.init)), ("users", users.map(String.init)),
      ("product", product?.text), ("domain", domain), ("toSubscription", target?.text),
    ].compactMap { name, value in value.map { (name, $0) } }
  }
}
