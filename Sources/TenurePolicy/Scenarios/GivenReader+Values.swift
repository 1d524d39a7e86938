package import TenureDomain

extension GivenReader {
  package func country(_ node: DocumentNode) -> Country? {
    guard let text = reader.text(node) else { return nil }
    if let country = Country(text) { return country }
    reader.note(
      node, "`\(text)` is not a country", "write an ISO 3166-1 alpha-2 code such as `NO`")
    return nil
  }

  package func zone(_ node: DocumentNode) -> ZoneRules? {
    guard let text = reader.text(node) else { return nil }
    if let zone = zones.zone(text) { return zone }
    reader.note(
      node, "`\(text)` is not a time zone of this system",
      "write an IANA name such as `Europe/Oslo`, and see that the package tzdata is installed")
    return nil
  }

  package func product(_ node: DocumentNode) -> ProductID? {
    guard let text = reader.text(node) else { return nil }
    if let product = products[ProductID(text)] { return product.id }
    let known = products.products.map(\.id.text)
    reader.note(
      node, "`\(text)` is not in the catalogue", reader.suggestion(for: text, among: known))
    return nil
  }

  /// An instant, or a date that means its 00:00 in the account's zone.
  package func moment(_ node: DocumentNode) -> Moment? {
    guard let text = reader.text(node) else { return nil }
    if let date = CalendarDate(text) { return .date(date) }
    if let instant = Timestamp(text) { return .instant(instant) }
    reader.note(
      node, "`\(text)` is neither an instant nor a date",
      "write `2025-03-01T10:00:00Z` or `2025-03-01`")
    return nil
  }

  package func instant(_ node: DocumentNode) -> Timestamp? {
    guard let text = reader.text(node) else { return nil }
    if let instant = Timestamp(text) { return instant }
    reader.note(
      node, "`\(text)` is not an instant",
      "write `2025-03-01T10:00:00Z`, with seconds and with `Z` or an offset")
    return nil
  }

  package func count(_ node: DocumentNode) -> Int? {
    reader.integer(node, in: 0...1_000_000_000)
  }

  func term(_ node: DocumentNode) -> (Term, BillingInterval?)? {
    guard
      let fields = reader.mapping(node, required: ["start", "end"], optional: ["interval"]),
      let start = fields["start"].flatMap(reader.date), let end = fields["end"].flatMap(reader.date)
    else { return nil }
    guard let term = Term(start: start, end: end) else {
      reader.note(
        fields["end"] ?? node, "the term ends on \(end), but starts on \(start)",
        "write an `end` after the `start`; the end itself is not part of the term")
      return nil
    }
    return (term, fields["interval"].flatMap(interval))
  }

  func interval(_ node: DocumentNode) -> BillingInterval? {
    guard let text = reader.text(node) else { return nil }
    if let interval = BillingInterval(rawValue: text) { return interval }
    reader.note(
      node, "`\(text)` is not an interval",
      reader.suggestion(for: text, among: BillingInterval.allCases.map(\.rawValue)))
    return nil
  }

  func price(_ node: DocumentNode) -> Price? {
    guard
      let fields = reader.mapping(node, required: ["amount", "currency", "per", "every"]),
      let amount = money(fields),
      let per = fields["per"].flatMap({ reader.word($0, PriceUnit.self) }),
      let every = fields["every"].flatMap(interval)
    else { return nil }
    if amount.minorUnits < 0 {
      reader.note(node, "the price is negative", "write what one charge costs, at least 0")
      return nil
    }
    return Price(amount: amount, per: per, every: every)
  }

  /// The money of `amount` and `currency`.
  package func money(_ fields: [String: DocumentNode]) -> Money? {
    guard let amount = fields["amount"], let text = reader.text(amount),
      let code = fields["currency"], let name = reader.text(code)
    else { return nil }
    guard let currency = Currency(name) else {
      reader.note(code, "`\(name)` is not a currency", "write an ISO 4217 code such as `USD`")
      return nil
    }
    do {
      return try Money(text, currency)
    } catch {
      reader.note(
        amount, "\(error)",
        "write the amount with up to \(currency.exponent) decimals, such as \"12.50\"")
      return nil
    }
  }

  func licenses(_ node: DocumentNode) -> Licenses? {
    guard let fields = reader.mapping(node, optional: ["purchased", "assigned"]) else { return nil }
    return Licenses(
      purchased: fields["purchased"].flatMap(count), assigned: fields["assigned"].flatMap(count))
  }

  package func storage(_ node: DocumentNode) -> StorageUse? {
    guard let fields = reader.mapping(node, required: ["used"], optional: ["mail"]),
      let used = fields["used"].flatMap(reader.bytes)
    else { return nil }
    return StorageUse(
      used: used, mail: fields["mail"].flatMap(reader.bytes),
      room: fields["room"].flatMap(reader.bytes) ?? 0)
  }

  /// Whether a charge is overdue; since when, and whether it was charged back, where that is told.
  func debt(_ node: DocumentNode) -> GivenDebt? {
    guard node.isMapping else { return reader.boolean(node).map { $0 ? .overdue : .none } }
    guard let fields = reader.mapping(node, required: ["since"], optional: ["chargedBack"]),
      let since = fields["since"].flatMap(moment)
    else { return nil }
    return .since(since, isChargedBack: fields["chargedBack"].flatMap(reader.boolean) ?? false)
  }

  func people(_ node: DocumentNode) -> [SharedPerson]? {
    reader.items(node).compactMap { item in
      guard let fields = reader.mapping(item, required: ["name"], optional: ["storage"]),
        let name = fields["name"].flatMap(reader.text)
      else { return nil }
      return SharedPerson(name: name, storage: fields["storage"].flatMap(storage))
    }
  }
}

/// What is told of an overdue charge.
enum GivenDebt: Sendable {
  case none, overdue
  case since(Moment, isChargedBack: Bool)
}

extension Subject {
  mutating func setDebt(_ debt: GivenDebt) {
    switch debt {
    case .none: apply(.arrears(nil))
    case .overdue: subscription.pastDue = true
    case .since(let moment, let isChargedBack):
      let since = moment.instant(in: account.zone)
      apply(.arrears(Arrears(since: since, isChargedBack: isChargedBack)))
    }
  }
}
