/// An item of the closing checklist. Those that a policy knows have the policy's names.
struct ClosureItem: Hashable {
  let name: String

  /// Data is backed up first (CLO-02).
  static let exports = ClosureItem(name: "exports-running")
  /// All people but one administrator (CLO-03).
  static let people = ClosureItem(name: "people")
  /// What users bought for themselves (CLO-10).
  static let selfService = ClosureItem(name: "self-service-purchases")
  static let active = ClosureItem(name: "active-subscriptions")
  static let disabled = ClosureItem(name: "disabled-subscriptions")
  static let domains = ClosureItem(name: "custom-domains")
  static let unpaid = ClosureItem(name: "unpaid-invoices")
}
