import TenureDomain
import TenureEngine
import TenurePolicy

/// With whom a person shares, and what each would lose.
enum FamilyView {
  /// A subscription that can be shared, with whom it is.
  struct Plan: Sendable {
    let name: String
    let path: String
    let members: [Member]
    let hasMembers: Bool
    /// How many more it can be shared with, in words.
    let room: String
    /// Where it is shared; nil for whoever may not.
    let share: String?
    /// People of the account it is not shared with yet.
    let others: [Other]
    let hasOthers: Bool
    let id: String
    let nameError: String?
    let emailError: String?
    let typedName: String
    let typedEmail: String
  }

  struct Member: Sendable {
    let name: String
    /// How much the person keeps; nil where nobody reported it.
    let stores: String?
    /// What the person loses once it is not shared any more.
    let losses: [String]
    /// Where sharing is stopped; nil for whoever may not.
    let stop: String?
    let button: String
  }

  struct Other: Sendable {
    let id: String
    let name: String
  }

  struct Model: Sendable {
    let faults: [FormFault]
    let hasFaults: Bool
    let done: String?
    let plans: [Plan]
    let hasPlans: Bool
    let isOwner: Bool
    let note: String?
    let home: String
  }

  static func answer(_ visit: Visit, _ faults: [FormFault]) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let id = AccountID(stored: account.id)
    let reader = FamilyReader(visit)
    let people = try await reader.people()
    let page = try await visit.engine.subscriptions(
      SubscriptionFilter(account: id, state: .active, now: visit.engine.clock.now()), after: nil,
      limit: AccountPage.mostLookedAt, by: try visit.caller())
    var plans: [Plan] = []
    for words in page.items.map({ SubscriptionWords($0, visit) }) {
      guard reader.isOwner || words.isShared(with: reader.person) else { continue }
      plans.append(try await plan(words, reader, people, faults))
    }
    let model = Model(
      faults: faults, hasFaults: !faults.isEmpty,
      done: visit.query["done"].flatMap { ["shared", "stopped", "left"].contains($0) ? $0 : nil }
        .map { visit.text("people.done.\($0)") },
      plans: plans, hasPlans: !plans.isEmpty, isOwner: reader.isOwner,
      note: visit.face == .support ? visit.text("people.support") : nil,
      home: Place.account(id).path)
    return .page(
      "family", title: visit.text("people.family"),
      lead: visit.text(reader.isOwner ? "people.family-lead" : "people.member-lead"),
      in: .people, under: [Crumb(account.name, .account(id))], model)
  }

  private static func plan(
    _ words: SubscriptionWords, _ reader: FamilyReader, _ people: [PersonBody],
    _ faults: [FormFault]
  ) async throws -> Plan {
    let visit = words.visit
    let shared = words.body.sharedWith
    var members: [Member] = []
    for share in shared where reader.isOwner || share.person == reader.person?.text {
      members.append(try await member(share, words, reader, people))
    }
    let isOwner = SharingForms.isOwner(visit)
    let free = Engine.mostShares - shared.count
    let others = people.filter { person in
      !person.roles.contains(Role.owner.rawValue)
        && !shared.contains { $0.person == person.id }
    }
    let isTyped = visit.form["plan"] == words.body.id
    return Plan(
      name: words.name, path: words.place.path, members: members, hasMembers: !members.isEmpty,
      room: visit.count("people.room", free),
      share: isOwner && free > 0 ? SharingForms.sharePath(words.account, words.id) : nil,
      others: others.map { Other(id: $0.id, name: $0.name ?? $0.id) }, hasOthers: !others.isEmpty,
      id: words.body.id, nameError: faults["name-\(words.body.id)"],
      emailError: faults["email-\(words.body.id)"],
      typedName: isTyped ? visit.form["name"] ?? "" : "",
      typedEmail: isTyped ? visit.form["email"] ?? "" : "")
  }

  private static func member(
    _ share: SubscriptionBody.ShareBody, _ words: SubscriptionWords, _ reader: FamilyReader,
    _ people: [PersonBody]
  ) async throws -> Member {
    let visit = words.visit
    let name = people.first { $0.id == share.person }?.name ?? share.person
    let isSelf = share.person == reader.person?.text
    let person = PersonID(stored: share.person)
    let use = try await storage(of: person, share, words)
    let may = isSelf || SharingForms.isOwner(visit)
    return Member(
      name: name,
      stores: use.map { visit.text("people.stores", ["size": visit.size($0)]) },
      losses: ShareLosses(words, uses: use, isSelf: isSelf).lines,
      stop: may ? SharingForms.stopPath(words.account, words.id, person) : nil,
      button: isSelf
        ? visit.text("people.leave", ["name": words.name])
        : visit.text("people.stop", ["name": name]))
  }

  /// How many bytes a person keeps in the cloud; nil where nobody reported it.
  private static func storage(
    of person: PersonID, _ share: SubscriptionBody.ShareBody, _ words: SubscriptionWords
  ) async throws -> Int64? {
    let visit = words.visit
    do {
      return try await visit.engine.storage(
        of: person, in: words.account, by: try visit.caller(), language: visit.language
      ).used
    } catch is EngineError {
      return share.storage?.used
    }
  }
}

/// What somebody loses once a subscription is not shared with them any more (CON-F3, CON-F4).
struct ShareLosses: Sendable {
  let lines: [String]

  /// - Parameters:
  ///   - uses: how many bytes the person keeps in the cloud; nil where nobody reported it.
  ///   - isSelf: whether the person reads it.
  init(_ words: SubscriptionWords, uses: Int64?, isSelf: Bool) {
    let visit = words.visit
    let you = isSelf ? "you" : "they"
    var lines = [visit.text("people.losses.apps-\(you)")]
    if let rule = Self.rule(of: words) {
      lines.append(
        visit.text(
          "people.losses.storage-\(you)",
          ["cloud": visit.say.bytes(rule.cloud), "mail": visit.say.bytes(rule.mail)]))
      if let uses, uses > rule.cloud {
        let today = visit.zone.localDate(of: visit.now)
        lines.append(
          visit.text(
            "people.losses.over-\(you)",
            [
              "over": visit.size(uses - rule.cloud),
              "frozen": visit.say.date(today.adding(months: rule.frozenAfterMonths)),
              "deleted": visit.say.date(today.adding(months: rule.mayBeDeletedAfterMonths)),
            ]))
      } else if uses != nil {
        lines.append(visit.text("people.losses.fits-\(you)"))
      }
    }
    lines.append(visit.text("people.losses.kept-\(you)"))
    self.lines = lines
  }

  /// What stays free of charge, by the edition that the subscription follows.
  private static func rule(of words: SubscriptionWords) -> StorageRule? {
    let shelf = words.visit.engine.shelf
    let edition = shelf.editions.first { "\($0)" == words.body.edition }
      .flatMap { shelf.edition($0) }
    return edition?.storage.rules.first?.conclusion
  }
}

extension Visit {
  /// A size rounded to tenths of its unit, such as `41.1 GB`: nobody needs the bytes.
  func size(_ bytes: Int64) -> String {
    for unit: Int64 in [1_000_000_000_000, 1_000_000_000, 1_000_000] where bytes >= unit {
      let tenth = unit / 10
      return say.bytes((bytes + tenth / 2) / tenth * tenth)
    }
    return say.bytes(bytes)
  }
}
