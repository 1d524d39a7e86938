import TenureDomain
import TenurePolicy

extension RowReader {
  /// What time has brought about on an account, as an export tells it.
  private static let accountHistory = ["clock", "due", "lastUsed", "inactivityTold", "blocked"]

  func account(_ node: DocumentNode) -> TransferRow? {
    let facts = ["agreement", "program", "segment", "country", "cloud", "timeZone", "storage"]
    guard
      let members = members(
        node, required: ["id", "name", "kind", "family"],
        optional: facts + ["language", "billingProfile", "version", "created", "closed"]
          + Self.accountHistory)
    else { return nil }
    var subject = Subject(account: Account(), actor: Actor(), subscription: Subscription())
    for name in ["kind"] + facts {
      members[name].flatMap { given.patch("account.\(name)", $0) }?.apply(&subject)
    }
    SubjectCheck(reader: reader, subject: subject).check(node)
    let version = members["version"].flatMap { reader.integer($0, in: 1...Int.max) }
    guard let id = identifier(members["id"], Named.Account.self),
      let name = members["name"].flatMap(reader.text), let family = family(members["family"]),
      let kind = subject.account.kind
    else { return nil }
    let told = subject.account
    var record = AccountRecord(
      id: id, version: Int64(version ?? 1), name: name, kind: kind, family: family,
      agreement: told.agreement, program: told.program, segment: told.segment,
      country: told.country, cloud: told.cloud,
      timeZone: members["timeZone"].flatMap(reader.text) ?? "UTC",
      language: members["language"].flatMap(reader.text) ?? "en",
      billingProfile: members["billingProfile"].flatMap(reader.text), storage: told.storage,
      created: instant(members["created"]) ?? .unset, closed: instant(members["closed"]))
    record.clock = instant(members["clock"])
    record.due = instant(members["due"])
    record.lastUsed = instant(members["lastUsed"])
    record.inactivityTold = instant(members["inactivityTold"])
    record.blocked = instant(members["blocked"])
    return .account(record, isHistory: version != nil)
  }

  func person(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node, required: ["account", "id", "roles"],
        optional: ["name", "email", "language", "created", "erased"])
    else { return nil }
    let erased = instant(members["erased"])
    if members["name"] == nil, erased == nil {
      reader.note(node, "`name` is missing", "add `\"name\": …`; only erased people have none")
    }
    let roles = members["roles"].map(reader.items)?.compactMap { reader.word($0, Role.self) }
    guard let account = identifier(members["account"], Named.Account.self),
      let id = identifier(members["id"], Named.Person.self), let roles
    else { return nil }
    return .person(
      PersonRecord(
        account: account, id: id, name: members["name"].flatMap(reader.text),
        email: members["email"].flatMap(email), language: members["language"].flatMap(reader.text),
        roles: roles, created: instant(members["created"]) ?? .unset, erased: erased))
  }

  func domain(_ node: DocumentNode) -> TransferRow? {
    guard let members = members(node, required: ["account", "domain"]),
      let account = identifier(members["account"], Named.Account.self),
      let place = members["domain"], let domain = reader.text(place)
    else { return nil }
    guard let domain = DomainName.checked(domain) else {
      reader.note(
        place, "`\(domain)` is not a domain name",
        "write it as `example.com`, other letters in Punycode")
      return nil
    }
    return .domain(domain, of: account)
  }

  private func family(_ node: DocumentNode?) -> String? {
    guard let node, let text = reader.text(node) else { return nil }
    if families.contains(text) { return text }
    reader.note(
      node, "there is no family of policies `\(text)`",
      reader.suggestion(for: text, among: families))
    return nil
  }

  /// An address in lower case, for it is looked up in that form.
  private func email(_ node: DocumentNode) -> String? {
    guard let text = reader.text(node) else { return nil }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !text.contains(where: \.isWhitespace) {
      return text.lowercased()
    }
    reader.note(node, "it is not an e-mail address", "write it as `name@example.com`")
    return nil
  }
}

extension Timestamp {
  /// Stands for the moment at which a row is taken, in rows that tell none.
  static let unset = Timestamp(microseconds: .min)
}
