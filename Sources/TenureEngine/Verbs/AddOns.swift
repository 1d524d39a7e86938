import TenureDomain

extension Engine {
  /// Makes a subscription an add-on of another, which learns of it.
  func add(
    to base: SubscriptionRecord, _ record: inout SubscriptionRecord, _ tx: any StoreWriter
  ) throws {
    record.base = base.id
    guard !base.hasAddOns else { return }
    var base = base
    base.hasAddOns = true
    base.version += 1
    try tx.update(base)
  }

  /// What a change makes a subscription an add-on of; nil if it stays as it is.
  func newBase(
    of record: SubscriptionRecord, _ read: SubscriptionRequest, _ tx: any StoreReader
  ) throws -> SubscriptionRecord? {
    guard let base = try read.base(of: record.id, in: record.account, tx), base.id != record.base
    else { return nil }
    if record.hasAddOns, let field = read.fields["base"] {
      read.request.note(
        field, "it has add-ons of its own", "name a base for those that have none")
      return nil
    }
    return base
  }
}
