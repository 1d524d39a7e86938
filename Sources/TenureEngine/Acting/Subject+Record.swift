import TenureDomain

extension Subject {
  /// What decisions are about, as the store keeps it; nobody asks yet.
  init(_ account: AccountRecord, _ subscription: Subscription, in zone: ZoneRules) {
    self.init(
      account: Account(
        kind: account.kind, agreement: account.agreement, program: account.program,
        segment: account.segment, country: account.country, cloud: account.cloud, zone: zone,
        customDomains: account.customDomains, storage: account.storage),
      actor: Actor(), subscription: subscription)
  }
}
