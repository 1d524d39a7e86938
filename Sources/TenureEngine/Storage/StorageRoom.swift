import TenureDomain

/// What room an account gives its people in the cloud at an instant (CON-S1 to CON-S3, CON-F4).
struct StorageRoom {
  let account: AccountRecord
  let at: Timestamp
  let zone: ZoneRules
  let rule: StorageRule
  /// Days between the warning of a deletion and the first day on which it may begin.
  let notice: Int
  /// The subscriptions whose products give room, as they are at the instant.
  private let subscriptions: [Giver]

  private struct Giver {
    let standing: Standing
    let quota: Int64

    var subscription: Subscription { standing.subject.subscription }

    /// nil if it never gave any.
    var cover: StorageCover? {
      if subscription.state == .active, !subscription.accountClosed {
        return StorageCover(quota: quota, endedOn: nil)
      }
      return subscription.ending.map { StorageCover(quota: quota, endedOn: $0.date) }
    }
  }

  var day: CalendarDate { zone.localDate(of: at) }
  /// Whether nobody has used the account for too long (CON-S9).
  var isSilent: Bool { account.blockedSince(at: at, zone) != nil }

  /// nil where the account's policies say nothing of storage.
  ///
  /// - Throws: `EngineError.notReady` if the server lacks an edition or the time zone.
  init?(
    of account: AccountRecord, at now: Timestamp, _ engine: Engine, _ tx: any StoreReader
  ) throws {
    guard let zone = engine.zones.zone(account.timeZone) else {
      throw EngineError.notReady("the system has no time zone `\(account.timeZone)`")
    }
    guard account.kind == .consumer,
      let edition = engine.shelf.edition(of: account.family, on: zone.localDate(of: now)),
      let rule = edition.storageRule(
        of: try engine.subject(account, Subscription()), at: now)
    else { return nil }
    self.account = account
    self.zone = zone
    self.rule = rule
    at = now
    notice = edition.house.deletionNoticeDays
    var givers: [Giver] = []
    try WholeList.each(
      { try tx.subscriptions(SubscriptionFilter(account: account.id, now: now), $0) },
      place: { SubscriptionPlace(account: $0.account, subscription: $0.id) },
      { record in
        let standing = try engine.standing(of: try tx.context(of: record, in: account), at: now)
        let product = standing.subject.subscription.product.flatMap { engine.shelf.products[$0] }
        if let quota = product?.storage, quota > 0 {
          givers.append(Giver(standing: standing, quota: quota))
        }
      })
    subscriptions = givers
  }

  /// The room that subscriptions give or gave to a person: all of them to the owner, shared ones to
  /// those they are shared with (CON-F1).
  func covers(of person: PersonRecord) -> [StorageCover] {
    subscriptions.filter { giver in
      person.roles.contains(.owner)
        || giver.subscription.sharedWith.contains { $0.name == person.id.text }
    }.compactMap(\.cover)
  }

  /// When time next changes what room there is; nil if it does not.
  var changes: Timestamp? {
    subscriptions.filter { $0.subscription.state == .active || $0.subscription.state == .scheduled }
      .compactMap(\.standing.due).min()
  }

  /// The free quota of the mailbox. What a product gives beyond it is not known (CON-S2).
  var freeMail: Int64 { rule.mail }
}
