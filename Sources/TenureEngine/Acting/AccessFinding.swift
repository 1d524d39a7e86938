import TenureDomain

/// What a subscription gives access to at a moment.
struct AccessFinding {
  let standing: Standing
  let access: Access?
  let rule: RuleHeader?
  let missing: [GivenFact]
  let storage: StorageEffect?
  /// The first instant at which it may be another one though nobody did anything.
  private(set) var until: Timestamp?

  /// What a person's cloud storage is subject to after the end (CON-S5 to CON-S8).
  enum StorageEffect: String {
    /// Nothing can be added, existing files can be read.
    case readOnly = "read-only"
    case frozen
    /// Frozen, and may be deleted at any moment.
    case mayBeDeleted = "may-be-deleted"
  }

  init(_ standing: Standing) {
    self.standing = standing
    let facts = standing.edition.facts(of: standing.subject, act: nil, at: standing.at)
    switch standing.edition.access.first(facts) {
    case .rule(let found) where standing.missing.isEmpty:
      (access, rule, missing) = (found.conclusion, found.header, [])
    case .open(let facts) where standing.missing.isEmpty:
      (access, rule) = (nil, nil)
      missing = facts.flatMap(standing.subject.absentInputs)
    default: (access, rule, missing) = (nil, nil, standing.missing)
    }
    let stages = Self.storage(of: standing)
    storage = stages.last { $0.at <= standing.at }?.effect
    until = standing.due
    if let next = stages.first(where: { $0.at > standing.at })?.at { narrow(to: next) }
    narrowToTurningPoints()
  }

  private mutating func narrow(to instant: Timestamp) {
    until = min(until ?? instant, instant)
  }

  /// Where an edition's table of access reads more than the state, the answer may also turn where
  /// one of its facts does.
  private mutating func narrowToTurningPoints() {
    let edition = standing.edition
    guard edition.access.headers.contains(where: { $0.conditions.contains { $0.fact != .state } })
    else { return }
    let limit = until ?? standing.at.adding(days: 366)
    let points = edition.turningPoints(of: standing.subject, after: standing.at, upTo: limit)
    if let first = points.first { narrow(to: first) }
  }

  private static func storage(
    of standing: Standing
  ) -> [(at: Timestamp, effect: StorageEffect)] {
    guard standing.subject.subscription.ending != nil, !standing.edition.storage.rules.isEmpty
    else { return [] }
    let timeline = standing.timeline
    guard let frozen = timeline[.frozen], let ending = standing.subject.subscription.ending else {
      return []
    }
    var stages = [(ending.at, StorageEffect.readOnly), (frozen.at, .frozen)]
    if let last = timeline[.storageMayBeDeletedFrom] { stages.append((last.at, .mayBeDeleted)) }
    return stages
  }

  /// - Parameter isAsked: whether a moment was asked about.
  func body(isAsked: Bool) -> AccessAnswer {
    let subscription = standing.subject.subscription
    return AccessAnswer(
      account: standing.account.id.text, subscription: standing.record.id.text,
      product: subscription.product?.text, at: isAsked ? "\(standing.at)" : nil,
      state: subscription.state.rawValue, users: access?.users.rawValue,
      admins: access?.admins.rawValue, storage: storage?.rawValue, until: until.map { "\($0)" },
      rule: rule?.id, implements: rule?.implements ?? [],
      source: rule?.citation.map(SourceBody.init), edition: "\(standing.edition.id)",
      missing: missing.map(\.path))
  }
}
