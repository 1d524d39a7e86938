import TenureDomain
import TenurePolicy

/// A product key as people type it: letters and digits in groups.
enum ProductKey {
  /// The key in capitals, without what separates its groups; nil if it cannot be one.
  static func read(_ text: String) -> String? {
    // Only then in capitals: those of other letters may be ones that keys do have.
    guard text.utf8.allSatisfy({ $0 < 128 }) else { return nil }
    let key = text.uppercased().filter { $0 != "-" && $0 != " " }
    let isKey = key.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte)
    }
    return isKey && (10...64).contains(key.utf8.count) ? key : nil
  }
}

extension EventType {
  /// A product key extended a prepaid subscription.
  public static let keyRedeemed = "key.redeemed"
}

/// What the event of a redeemed key tells; never the key.
private struct KeyRedeemedBody: Encodable {
  /// Who acted on behalf of the account; nil unless it was support.
  let actor: ReceiptBody.Party?
  let by: String
  let changes: [ChangeBody]
  /// The SHA-256 of the event's personal part.
  let personal: String?
  let version: Int64
}

extension Engine {
  /// Extends what was bought with a product key by one term, with a new key (REC-10). What has
  /// expired or is disabled begins a term again. A house reading: it is no act, because the key
  /// was paid for elsewhere and no policy decides anything.
  ///
  /// - Parameter body: JSON; see `redeemKey` of the HTTP API.
  public func redeemKey(
    on id: SubscriptionID, of account: AccountID, _ body: [UInt8], by caller: Caller,
    once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.redeemKey, in: account)
    return try await change(account, subscription: id, by: caller, once: once) { [self] context in
      let owner = try context.account()
      guard let record = context.opening.subscription else {
        throw EngineError.notFound("subscription")
      }
      let (key, helped, reason) = try Self.told(body)
      let support = try support(caller, for: helped, because: reason, in: account, context.tx)
      let hash = Hash.sha256([UInt8](key.utf8))
      guard try context.tx.redeemedKey(hash: hash) == nil else {
        throw Self.fault(
          "it was redeemed before, and a used key cannot be used again (REC-10)",
          "send a new, unused key of the same plan")
      }
      var alteration = try Alteration(
        of: try context.tx.context(of: record, in: owner), at: context.now, self,
        context.tx)
      let changes = try Self.extend(alteration.subject, at: context.now)
      alteration.apply(changes)
      let (zone, say) = (
        alteration.subject.account.zone, shelf.localizer(for: owner.language)
      )
      try alteration.append(
        EventType.keyRedeemed,
        KeyRedeemedBody(
          actor: support?.actor, by: caller.name,
          changes: changes.map { ChangeBody($0, zone, say) },
          personal: support?.personal?.digestText, version: alteration.record.version),
        personal: support?.personal)
      try alteration.write(to: context.tx)
      try context.tx.insert(
        RedeemedKey(account: account, hash: hash, subscription: id, at: context.now))
      let present = try standing(
        of: try context.tx.context(of: alteration.rows.record, in: owner), at: context.now)
      return ChangeResult(
        body: try JSONText.bytes(SubscriptionBody(present)), version: alteration.record.version,
        events: alteration.events)
    }
  }

  /// The key, and for whom and why support redeems it.
  private static func told(
    _ body: [UInt8]
  ) throws -> (key: String, onBehalfOf: PersonID?, supportReason: String?) {
    let request = try RequestReader(body)
    let fields =
      request.reader.mapping(
        request.root, required: ["key"], optional: ["onBehalfOf", SupportWords.member]) ?? [:]
    let key = fields["key"].flatMap { Self.key($0, request) }
    let said = ActFields(request: request, fields: fields)
    let (helped, reason) = (said.onBehalfOf(), said.supportReason())
    try request.finish()
    guard let key else { throw EngineError.invalid([]) }
    return (key, helped, reason)
  }

  private static func key(_ node: DocumentNode, _ request: RequestReader) -> String? {
    guard let text = request.reader.text(node) else { return nil }
    if let key = ProductKey.read(text) { return key }
    // The text may be a key with a slip of the pen, so it is not repeated.
    request.note(
      node, "it is not a product key", "write its letters and digits, with or without dashes")
    return nil
  }

  private static func fault(_ problem: String, _ remedy: String) -> EngineError {
    .invalid([FieldFault(field: "key", problem: problem, remedy: remedy)])
  }

  /// What a new key does to a subscription as it stands.
  private static func extend(_ subject: Subject, at now: Timestamp) throws -> [Change] {
    let subscription = subject.subscription
    guard subscription.kind == .prepaid else {
      throw fault(
        "the subscription was not bought with a product key",
        "a paid one renews by itself; buy another with the key")
    }
    guard let term = subscription.term, let grid = subject.termGrid else {
      throw fault("it is not known when its term ends", "tell its start and its term first")
    }
    switch subscription.state {
    case .active:
      let end = grid.term(containing: term.end).end
      guard let longer = Term(start: term.start, end: end) else { return [] }
      return [.term(longer, renewed: false)]
    case .expired, .disabled:
      let today = subject.account.zone.localDate(of: now)
      return [
        .term(grid.term(containing: today), renewed: true), .state(.active),
        .deletionRequested(nil), .refunded(nil),
      ]
    case .scheduled, .suspended, .deleted:
      throw fault(
        "the subscription is \(subscription.state.rawValue)",
        "a key extends what is active, expired or disabled; otherwise buy another with it")
    }
  }
}
