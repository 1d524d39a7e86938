import TenureDomain
import TenurePolicy

/// What is told of a subscription, new or from outside.
struct SubscriptionRequest {
  let request: RequestReader
  let fields: [String: DocumentNode]
  private let given: GivenReader

  /// What a new subscription may tell.
  static let facts = [
    "product", "kind", "state", "channel", "started", "term", "anchor", "renewed", "price",
    "licenses", "recurringBilling", "renewsOnce", "scheduledBySeller", "paymentMethod", "pastDue",
  ]
  /// What may be told later: what others know better than this server.
  static let outside = [
    "licenses", "paymentMethod", "pastDue", "scheduledBySeller", "renewsOnce", "price",
  ]

  init(body: [UInt8], isNew: Bool, products: ProductCatalog, zones: SystemZones) throws {
    request = try RequestReader(body)
    let members = (isNew ? Self.facts + ["id", "edition"] : Self.outside) + ["base"]
    fields =
      request.reader.mapping(
        request.root, required: isNew ? ["product"] : [],
        optional: members.filter { !isNew || $0 != "product" } + ["sharedWith"]
          + PurchaseRequest.members) ?? [:]
    given = GivenReader(reader: request.reader, products: products, zones: zones)
  }

  /// Puts what is told into a subscription, and refuses what cannot be.
  func apply(to subscription: inout Subscription, of subject: Subject) {
    var subject = subject
    subject.subscription = subscription
    for name in Self.facts {
      guard let field = fields[name] else { continue }
      given.patch("subscription.\(name)", field)?.apply(&subject)
    }
    if let field = fields["sharedWith"] { subject.subscription.sharedWith = people(field) }
    SubjectCheck(reader: request.reader, subject: subject).check(request.root)
    subscription = subject.subscription
  }

  /// What it is an add-on of, nil if nothing is named.
  func base(of id: SubscriptionID?, in account: AccountID, _ tx: any StoreReader) throws
    -> SubscriptionRecord?
  {
    guard let field = fields["base"],
      let name = request.identifier(field, Named.Subscription.self)
    else { return nil }
    guard name != id, let base = try tx.subscription(name, of: account)?.record else {
      request.note(
        field, "`\(name)` is no other subscription of this account",
        "name the subscription that it was added to")
      return nil
    }
    guard base.base == nil else {
      request.note(
        field, "`\(name)` is an add-on itself", "name the subscription that both were added to")
      return nil
    }
    return base
  }

  /// The edition it is pinned to, nil if none is named.
  func edition(_ shelf: PolicyShelf) -> EditionID? {
    guard let field = fields["edition"], let text = request.reader.text(field) else { return nil }
    let known = shelf.editions
    if let id = known.first(where: { "\($0)" == text }) { return id }
    request.note(
      field, "there is no edition `\(text.prefix(80))`",
      request.reader.suggestion(for: text, among: known.map { "\($0)" }))
    return nil
  }

  private func people(_ node: DocumentNode) -> [SharedPerson] {
    request.reader.items(node).compactMap { item in
      guard
        let fields = request.reader.mapping(item, required: ["person"], optional: ["storage"]),
        let person = fields["person"].flatMap({ request.identifier($0, Named.Person.self) })
      else { return nil }
      return SharedPerson(name: person.text, storage: fields["storage"].flatMap(given.storage))
    }
  }
}
