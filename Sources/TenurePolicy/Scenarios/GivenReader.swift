package import TenureDomain

/// Reads what is given about an account, an actor and a subscription.
package struct GivenReader {
  let reader: DocumentReader
  let products: ProductCatalog
  let zones: SystemZones

  package init(reader: DocumentReader, products: ProductCatalog, zones: SystemZones) {
    self.reader = reader
    self.products = products
    self.zones = zones
  }

  /// Every path that can be given, with what it takes.
  package static let paths = [
    "account.kind", "account.agreement", "account.program", "account.segment", "account.country",
    "account.cloud", "account.timeZone", "account.customDomains", "account.storage",
    "account.storage.used", "account.storage.mail", "actor.role", "actor.purchaser",
    "subscription.product",
    "subscription.kind", "subscription.state", "subscription.channel", "subscription.started",
    "subscription.term", "subscription.anchor", "subscription.renewed", "subscription.price",
    "subscription.licenses",
    "subscription.licenses.purchased", "subscription.licenses.assigned",
    "subscription.recurringBilling", "subscription.renewsOnce", "subscription.scheduledBySeller",
    "subscription.base",
    "subscription.paymentMethod", "subscription.pastDue", "subscription.sharedWith",
  ]

  /// The patches of a `given`.
  func given(_ node: DocumentNode) -> [SubjectPatch] {
    let owners = reader.mapping(node, optional: ["account", "actor", "subscription"]) ?? [:]
    return ["account", "actor", "subscription"].flatMap { owner -> [SubjectPatch] in
      guard let fields = owners[owner] else { return [] }
      guard let pairs = fields.pairs else {
        reader.note(fields, "\(fields.kindName) stands where keys belong", "write `key: value`")
        return []
      }
      return pairs.compactMap { key, value in
        let name = key.text ?? ""
        let path = "\(owner).\(name)"
        guard Self.paths.contains(path), !name.contains(".") else {
          let known = Self.paths.filter { $0.hasPrefix("\(owner).") }.map {
            String($0.dropFirst(owner.count + 1))
          }.filter { !$0.contains(".") }
          reader.note(
            key, "`\(name)` is not a key here", reader.suggestion(for: name, among: known))
          return nil
        }
        return patch(path, value)
      }
    }
  }

  /// The patches of a step's `facts`, whose names may leave out the owner where that is clear.
  func facts(_ node: DocumentNode) -> [SubjectPatch] {
    guard let pairs = node.pairs else {
      reader.note(node, "\(node.kindName) stands where facts belong", "write `fact: value` pairs")
      return []
    }
    return pairs.compactMap { key, value in
      let name = key.text ?? ""
      let matches = Self.paths.filter { $0 == name || $0.hasSuffix(".\(name)") }
      if matches.count == 1 { return patch(matches[0], value) }
      let remedy =
        matches.isEmpty
        ? reader.suggestion(for: name, among: Self.paths)
        : "write the full name: \(matches.joined(separator: " or "))"
      reader.note(key, "`\(name)` \(matches.isEmpty ? "is not a fact" : "is not clear")", remedy)
      return nil
    }
  }

  /// The patch of one path; nil, and a note, if the value cannot be read.
  package func patch(_ path: String, _ node: DocumentNode) -> SubjectPatch? {
    guard let change = change(path, node) else { return nil }
    return SubjectPatch(path: path, line: node.line, apply: change)
  }

  private typealias Change = @Sendable (inout Subject) -> Void

  /// A change that writes a value, if one was read.
  private func set<Value: Sendable>(
    _ value: Value?, _ write: @escaping @Sendable (inout Subject, Value) -> Void
  ) -> Change? {
    guard let value else { return nil }
    return { write(&$0, value) }
  }

  private func change(_ path: String, _ node: DocumentNode) -> Change? {
    switch path.split(separator: ".").first {
    case "account": accountChange(path, node)
    case "actor": actorChange(path, node)
    default: subscriptionChange(path, node)
    }
  }

  private func accountChange(_ path: String, _ node: DocumentNode) -> Change? {
    switch path {
    case "account.kind": set(reader.word(node, AccountKind.self)) { $0.account.kind = $1 }
    case "account.agreement":
      set(reader.word(node, Agreement.self, except: [.none])) { $0.account.agreement = $1 }
    case "account.program":
      set(reader.word(node, Program.self, except: [.none])) { $0.account.program = $1 }
    case "account.segment": set(reader.word(node, Segment.self)) { $0.account.segment = $1 }
    case "account.country": set(country(node)) { $0.account.country = $1 }
    case "account.cloud": set(reader.word(node, Cloud.self)) { $0.account.cloud = $1 }
    case "account.timeZone": set(zone(node)) { $0.account.zone = $1 }
    case "account.customDomains":
      set(reader.integer(node, in: 0...1_000_000)) { $0.account.customDomains = $1 }
    case "account.storage": set(storage(node)) { $0.account.storage = $1 }
    case "account.storage.used":
      set(reader.bytes(node)) {
        $0.account.storage = StorageUse(
          used: $1, mail: $0.account.storage?.mail, room: $0.account.storage?.room ?? 0)
      }
    default:
      set(reader.bytes(node)) {
        $0.account.storage = StorageUse(used: $0.account.storage?.used ?? 0, mail: $1)
      }
    }
  }

  private func actorChange(_ path: String, _ node: DocumentNode) -> Change? {
    switch path {
    case "actor.role": set(reader.word(node, Role.self)) { $0.actor.role = $1 }
    default: set(reader.boolean(node)) { $0.actor.isPurchaser = $1 }
    }
  }

  private func subscriptionChange(_ path: String, _ node: DocumentNode) -> Change? {
    switch path {
    case "subscription.product": set(product(node)) { $0.subscription.product = $1 }
    case "subscription.kind":
      set(reader.word(node, SubscriptionKind.self)) { $0.subscription.kind = $1 }
    case "subscription.state":
      set(reader.word(node, SubscriptionState.self)) { $0.subscription.state = $1 }
    case "subscription.channel":
      set(reader.word(node, Channel.self)) { $0.subscription.channel = $1 }
    case "subscription.started": set(moment(node)) { $0.subscription.started = $1 }
    case "subscription.term":
      set(term(node)) {
        $0.subscription.term = $1.0
        $0.subscription.interval = $1.1
      }
    case "subscription.anchor": set(reader.date(node)) { $0.subscription.anchor = $1 }
    case "subscription.renewed": set(reader.boolean(node)) { $0.subscription.renewed = $1 }
    case "subscription.price": set(price(node)) { $0.subscription.price = $1 }
    case "subscription.licenses": set(licenses(node)) { $0.subscription.licenses = $1 }
    case "subscription.licenses.purchased":
      set(count(node)) { $0.subscription.licenses.purchased = $1 }
    case "subscription.licenses.assigned":
      set(count(node)) { $0.subscription.licenses.assigned = $1 }
    case "subscription.recurringBilling":
      set(reader.boolean(node)) { $0.subscription.recurringBilling = $1 }
    case "subscription.renewsOnce": set(reader.boolean(node)) { $0.subscription.renewsOnce = $1 }
    case "subscription.scheduledBySeller":
      set(reader.boolean(node)) { $0.subscription.scheduledBySeller = $1 }
    case "subscription.base":
      set(reader.word(node, BaseStanding.self)) { $0.subscription.base = $1 }
    case "subscription.paymentMethod":
      set(reader.word(node, PaymentMethod.self)) { $0.subscription.paymentMethod = $1 }
    case "subscription.pastDue": set(debt(node)) { $0.setDebt($1) }
    default: set(people(node)) { $0.subscription.sharedWith = $1 }
    }
  }
}
