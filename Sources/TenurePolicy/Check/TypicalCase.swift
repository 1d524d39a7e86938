import TenureDomain

/// The case that a family of policies is mostly about. Witnesses stay as near to it as they can, so
/// that what is unusual about one is what matters.
enum TypicalCase: CaseIterable, Sendable {
  case organisation, partnerCustomer, person

  /// The first case that an edition lets cancel, else the first that it does not send elsewhere:
  /// whoever is sent elsewhere or turned away is not whom it is mostly about.
  init(of edition: Edition) {
    let tables = edition.acts[.cancel]
    func outcome(_ typical: Self) -> Outcome? { tables?.outcome(typical.facts) }
    self =
      Self.allCases.first { outcome($0) == .permitted }
      ?? Self.allCases.first { outcome($0) != .elsewhere } ?? .organisation
  }

  /// The facts of the case, as far as they matter for choosing.
  var facts: FactSet { Self.facts[self] ?? FactSet() }

  private static let facts: [TypicalCase: FactSet] = {
    var facts: [TypicalCase: FactSet] = [:]
    for typical in allCases { facts[typical] = typical.makeFacts() }
    return facts
  }()

  private func makeFacts() -> FactSet {
    var facts = FactSet()
    facts[.segment] = Segment.standard.code
    facts[.country] = Country("US")?.code
    facts[.cloud] = Cloud.worldwide.code
    facts[.customDomains] = 0
    facts[.purchaser] = 1
    facts[.kind] = SubscriptionKind.paid.code
    facts[.state] = SubscriptionState.active.code
    facts[.channel] = Channel.direct.code
    facts[.renewed] = 0
    facts[.interval] = 0
    facts[.every] = 0
    facts[.purchased] = 25
    facts[.assigned] = 20
    facts[.overAssigned] = 0
    facts[.recurringBilling] = 1
    facts[.renewsOnce] = 0
    facts[.scheduledBySeller] = 0
    facts[.base] = BaseStanding.none.code
    facts[.productOffer] = Offer.service.code
    facts[.productEndOfSale] = 0
    facts[.paymentMethod] = PaymentMethod.onFile.code
    facts[.pastDue] = 0
    facts[.chargedBack] = 0
    facts[.deletionRequested] = 0
    facts[.trialExtended] = 0
    facts[.ending] = EndingCause.none.code
    facts[.sinceWindowStart] = Self.age
    facts[.sinceFirstPurchase] = Self.age
    facts[.untilTermEnd] = 31 * Self.day - Self.age
    facts[.requestTo] = 22
    facts[.requestChange] = -3
    for fact in [
      Fact.requestBelowAssigned, .requestSameProduct, .requestOtherLine, .requestFewerServices,
      .requestBeyondAssigned,
    ] { facts[fact] = 0 }
    facts[.requestTarget] = MoveTarget.ready.code
    facts[.requestLacking] = 0
    facts[.requestAtRenewal] = 0
    facts[.requestRest] = 0
    facts[.requestWithinRemovable] = 1
    setParty(&facts)
    return facts
  }

  private func setParty(_ facts: inout FactSet) {
    facts[.accountKind] = AccountKind.business.code
    facts[.productLine] = ProductLine.business.code
    facts[.program] = Program.none.code
    switch self {
    case .organisation:
      facts[.agreement] = Agreement.mosa.code
      facts[.role] = Role.billingAdministrator.code
    case .partnerCustomer:
      facts[.agreement] = Agreement.csp.code
      facts[.program] = Program.cspNewCommerce.code
      facts[.role] = Role.partnerAdministrator.code
      facts[.channel] = Channel.partner.code
    case .person:
      facts[.accountKind] = AccountKind.consumer.code
      facts[.agreement] = Agreement.none.code
      facts[.role] = Role.owner.code
      facts[.productLine] = ProductLine.consumer.code
      facts[.purchased] = 1
      facts[.assigned] = 1
      facts[.requestTo] = 1
      facts[.requestChange] = 0
    }
  }

  static let day: Int64 = 86_400_000_000
  /// 14 days and 12 hours after the start.
  static let age: Int64 = 14 * day + day / 2
}

extension ActTables {
  /// What the act comes to for certain; nil where no rule matches.
  fileprivate func outcome(_ facts: FactSet) -> Outcome? {
    func matches(_ header: RuleHeader) -> Bool { header.matches(facts) == .yes }
    if elsewhere.contains(where: { matches($0.header) }) { return .elsewhere }
    if unnecessary.contains(where: { matches($0.header) }) { return .unnecessary }
    if refusals.contains(where: { matches($0.header) }) { return .refused }
    return permits.rules.contains { matches($0.header) } ? .permitted : nil
  }
}
