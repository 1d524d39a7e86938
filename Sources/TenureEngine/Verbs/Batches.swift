import TenureDomain
import TenurePolicy

/// One act on many subscriptions of an account.
public struct BatchBody: Codable, Sendable, Hashable {
  public var account: String
  public var id: String
  public var created: String
  /// `running` or `finished`.
  public var state: String
  public var total: Int
  public var done: Int

  init(_ record: BatchRecord) {
    account = record.account.text
    id = record.id.text
    created = "\(record.created)"
    state = record.done == record.total ? "finished" : "running"
    total = record.total
    done = record.done
  }
}

/// One subscription of a batch with what came of it.
public struct BatchItemBody: Codable, Sendable, Hashable {
  /// From 0.
  public var position: Int
  public var subscription: String
  /// An outcome, or `not-found`; absent while it waits.
  public var outcome: String?
  public var receipt: String?

  init(_ record: BatchItemRecord) {
    position = record.position
    subscription = record.subscription.text
    outcome = record.outcome
    receipt = record.receipt?.text
  }
}

/// What a batch remembers of its request, to go on after a restart.
struct BatchRequest: Codable, Sendable {
  /// The body of the act.
  var act: RawJSON
  /// Who asked: a key, or a person.
  var key: String?
  var person: String?
}

extension Engine {
  /// The most subscriptions that one batch takes.
  public static let mostItems = 10_000

  /// Takes one act on many subscriptions. It is carried out in the background, one subscription at
  /// a time, and goes on after a restart where it stopped.
  ///
  /// - Parameter body: the members of an act, and `subscriptions`: a list of ids, each once.
  public func createBatch(
    _ body: [UInt8], in account: AccountID, by caller: Caller, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.batch, in: account)
    let read = try readBatch(body)
    let request = try batchRequest(body, by: caller)
    return try await change(account, by: caller, once: once) { [self] context in
      _ = try context.account()
      _ = try party(of: caller, in: account, for: read.request, context.tx)
      let batch = BatchRecord(
        account: account, id: ids.make(Named.Batch.self, at: context.now), created: context.now,
        request: request, total: read.subscriptions.count, done: 0)
      try context.tx.insert(batch, items: read.subscriptions)
      return ChangeResult(status: 202, body: try JSONText.bytes(BatchBody(batch)))
    }
  }

  private func readBatch(
    _ body: [UInt8]
  ) throws -> (request: ActRequest, subscriptions: [SubscriptionID]) {
    let request = try RequestReader(body)
    let fields =
      request.reader.mapping(
        request.root, required: ["act", "subscriptions"],
        optional: ActRequest.members.filter { $0 != "quote" }) ?? [:]
    let act = ActFields(request: request, fields: fields).read(shelf.products)
    var seen: Set<SubscriptionID> = []
    var subscriptions: [SubscriptionID] = []
    for item in fields["subscriptions"].map(request.reader.items) ?? [] {
      guard let id = request.identifier(item, Named.Subscription.self) else { continue }
      if seen.insert(id).inserted {
        subscriptions.append(id)
      } else {
        request.note(item, "`\(id)` stands twice", "name each subscription once")
      }
    }
    if let list = fields["subscriptions"], !(1...Self.mostItems).contains(seen.count) {
      request.note(
        list, "a batch of \(seen.count) subscriptions", "name 1 to \(Self.mostItems) of them")
    }
    try request.finish()
    guard let act else { throw EngineError.invalid([]) }
    try refuseOtherCalls(act)
    return (act, subscriptions)
  }

  private func batchRequest(_ body: [UInt8], by caller: Caller) throws -> [UInt8] {
    guard case .object(var members) = try JSONText.value(RawJSON.self, body) else { return body }
    members["subscriptions"] = nil
    var request = BatchRequest(act: .object(members))
    switch caller {
    case .program(let key): request.key = key.id.text
    case .person(let person): request.person = "\(person.account)/\(person.id)"
    case .console: break
    }
    return try JSONText.bytes(request)
  }

  /// A batch with its progress.
  public func batch(
    _ id: BatchID, of account: AccountID, by caller: Caller
  ) async throws -> BatchBody {
    try caller.may(.batch, in: account)
    return try await store.read { tx in
      guard let batch = try tx.batch(id, of: account) else { throw EngineError.notFound("batch") }
      return BatchBody(batch)
    }
  }

  /// The items of a batch with their results, in order.
  public func batchItems(
    of id: BatchID, in account: AccountID, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<BatchItemBody> {
    try caller.may(.batch, in: account)
    return try await store.read { tx in
      guard try tx.batch(id, of: account) != nil else { throw EngineError.notFound("batch") }
      let request = PageRequest(after: place.flatMap { Int($0) }, limit: limit + 1)
      let items = try tx.batchItems(of: id, of: account, waiting: false, request)
      return Page(items, limit: limit, BatchItemBody.init, place: { "\($0.position)" })
    }
  }
}
