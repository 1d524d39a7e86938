import TenureDomain
import TenurePolicy

extension RowReader {
  /// What a row can tell of a subscription in the words of the scenario format.
  static let subscriptionWords = GivenReader.paths.compactMap { path -> String? in
    let parts = path.split(separator: ".")
    return parts.count == 2 && parts[0] == "subscription" ? String(parts[1]) : nil
  }.filter { $0 != "sharedWith" }

  /// What a row can tell of what has happened so far.
  static let pastWords = [
    "ending", "deletionRequested", "trialExtended", "additions", "licensesAtRenewal",
    "productAtRenewal", "overAssignedSince", "refunded", "accountClosed", "arrears",
  ]

  /// What only an exported row can tell.
  private static let historyWords = [
    "created", "due", "lastReceipt", "settled", "deletionWarned", "deletionBegun", "milestones",
  ]

  func subscription(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node, required: ["account", "id"],
        optional: Self.subscriptionWords + Self.pastWords
          + ["sharedWith", "edition", "editionPinned", "base", "purchaser", "method", "version"]
          + Self.historyWords)
    else { return nil }
    var subject = Subject(account: Account(), actor: Actor(), subscription: Subscription())
    for name in Self.subscriptionWords {
      members[name].flatMap { given.patch("subscription.\(name)", $0) }?.apply(&subject)
    }
    var told = subject.subscription
    told.sharedWith = members["sharedWith"].map(reader.items)?.compactMap(share) ?? []
    readPast(members, into: &told)
    let edition = edition(named: members["edition"])
    guard let account = identifier(members["account"], Named.Account.self),
      let id = identifier(members["id"], Named.Subscription.self)
    else { return nil }
    let isPinned = members["editionPinned"].flatMap(reader.boolean) ?? (edition != nil)
    return .subscription(
      SubscriptionRow(
        account: account, id: id, edition: edition, isPinned: isPinned, subscription: told,
        history: history(node, members, account, id),
        base: identifier(members["base"], Named.Subscription.self),
        purchaser: identifier(members["purchaser"], Named.Person.self),
        method: members["method"].flatMap(method)))
  }

  private func history(
    _ node: DocumentNode, _ members: [String: DocumentNode], _ account: AccountID,
    _ id: SubscriptionID
  ) -> SubscriptionRow.History? {
    guard let place = members["version"] else {
      for name in Self.historyWords {
        guard let extra = members[name] else { continue }
        reader.note(
          extra, "only an exported row tells its `\(name)`", "leave it out, or add `version`")
      }
      return nil
    }
    for name in ["created", "edition"] where members[name] == nil {
      reader.note(node, "`\(name)` is missing", "add it, or leave out `version`")
    }
    guard let version = reader.integer(place, in: 1...Int.max),
      let created = instant(members["created"])
    else { return nil }
    return SubscriptionRow.History(
      version: Int64(version), created: created, due: instant(members["due"]),
      lastReceipt: identifier(members["lastReceipt"], Named.Receipt.self),
      mark: AgendaMark(
        settled: instant(members["settled"]), deletionWarned: instant(members["deletionWarned"]),
        deletionBegun: instant(members["deletionBegun"])),
      milestones: members["milestones"].map(reader.items)?.compactMap {
        milestone($0, account, id)
      } ?? [])
  }

  private func milestone(
    _ node: DocumentNode, _ account: AccountID, _ subscription: SubscriptionID
  ) -> MilestoneRecord? {
    guard let members = reader.mapping(node, required: ["kind", "date", "at"]),
      let kind = members["kind"].flatMap({ reader.word($0, MilestoneKind.self) }),
      let date = members["date"].flatMap(reader.date), let at = instant(members["at"])
    else { return nil }
    return MilestoneRecord(
      account: account, subscription: subscription, kind: kind, date: date, at: at)
  }

  /// A product that has left the catalogue since stays what it was.
  private func product(_ node: DocumentNode) -> ProductID? {
    reader.text(node).map(ProductID.init)
  }

  private func method(_ node: DocumentNode) -> String? {
    guard let text = reader.text(node) else { return nil }
    if PaymentMethodName.isName(text) { return text }
    reader.note(
      node, "this is not the name of a payment method",
      "write 1 to 64 letters, digits, `-` or `_`, a letter first; never the number of a card")
    return nil
  }

  private func share(_ node: DocumentNode) -> SharedPerson? {
    guard let members = reader.mapping(node, required: ["person"], optional: ["storage"]),
      let person = identifier(members["person"], Named.Person.self)
    else { return nil }
    return SharedPerson(name: person.text, storage: members["storage"].flatMap(given.storage))
  }

  private func readPast(_ members: [String: DocumentNode], into subscription: inout Subscription) {
    subscription.ending = members["ending"].flatMap(ending)
    subscription.deletionRequested = instant(members["deletionRequested"])
    subscription.trialExtended = members["trialExtended"].flatMap(reader.boolean) ?? false
    subscription.additions = members["additions"].map(reader.items)?.compactMap(addition) ?? []
    subscription.licensesAtRenewal = members["licensesAtRenewal"].flatMap(count)
    subscription.productAtRenewal = members["productAtRenewal"].flatMap(product)
    subscription.overAssignedSince = members["overAssignedSince"].flatMap(reader.date)
    subscription.refunded = money(members["refunded"])
    subscription.arrears = members["arrears"].flatMap(arrears)
    subscription.accountClosed = members["accountClosed"].flatMap(reader.boolean) ?? false
  }

  private func ending(_ node: DocumentNode) -> Ending? {
    guard let members = reader.mapping(node, required: ["cause", "at", "date"]),
      let cause = members["cause"].flatMap({ reader.word($0, EndingCause.self) }),
      let at = instant(members["at"]), let date = members["date"].flatMap(reader.date)
    else { return nil }
    return Ending(cause: cause, at: at, date: date)
  }

  private func arrears(_ node: DocumentNode) -> Arrears? {
    guard let members = reader.mapping(node, required: ["since"], optional: ["chargedBack"]),
      let since = instant(members["since"])
    else { return nil }
    return Arrears(
      since: since, isChargedBack: members["chargedBack"].flatMap(reader.boolean) ?? false)
  }

  private func addition(_ node: DocumentNode) -> LicenseAddition? {
    guard let members = reader.mapping(node, required: ["count", "at"]),
      let count = members["count"].flatMap(count), let at = instant(members["at"])
    else { return nil }
    return LicenseAddition(count: count, at: at)
  }

  private func count(_ node: DocumentNode) -> Int? {
    reader.integer(node, in: 0...1_000_000_000)
  }
}
