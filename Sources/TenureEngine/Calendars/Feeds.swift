import TenureDomain
import TenurePolicy

/// A secret address of an account's calendar as it is shown.
public struct FeedBody: Codable, Sendable, Hashable {
  public var account: String
  public var id: String
  public var label: String
  public var language: String?
  public var createdBy: String
  public var created: String
  public var revoked: String?
  /// The address: only in the answer that makes the feed, and never again.
  public var address: String?

  init(_ record: FeedRecord, address: String? = nil) {
    account = record.account.text
    id = record.id.text
    label = record.label
    language = record.language
    createdBy = record.createdBy
    created = "\(record.created)"
    revoked = record.revoked.map { "\($0)" }
    self.address = address
  }
}

extension Engine {
  /// The most feeds of an account that are not revoked.
  public static let mostFeeds = 100

  /// Makes a secret address at which calendar programs read the dates of all of an account's
  /// subscriptions. The answer shows it; only a hash is kept, so a repeated request is answered
  /// without the address.
  ///
  /// - Parameters:
  ///   - body: JSON: `label`, and if wanted `language`.
  ///   - base: what addresses of this server begin with: `https://tenure.example.com`.
  public func createFeed(
    _ body: [UInt8], in account: AccountID, at base: String, by caller: Caller,
    once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.manageFeeds, in: account)
    let request = try RequestReader(body)
    let fields =
      request.reader.mapping(request.root, required: ["label"], optional: ["language"]) ?? [:]
    let label = fields["label"].flatMap { request.line($0, upTo: 100) }
    let language = fields["language"].flatMap { feedLanguage($0, request) }
    try request.finish()
    let secret = Hexadecimal.text(ids.secret(bytes: 32))
    let wall = clock.now()
    let record = FeedRecord(
      account: account, id: ids.make(Named.Feed.self, at: wall), hash: Credential.hash(secret),
      label: label ?? "", language: language, createdBy: caller.name, created: wall)
    let key = once.map { RequestKey(caller: caller.name, key: $0.key) }
    let repeated = try await store.write { [self] tx -> Answer? in
      let opening = try tx.open(key, account: account, subscription: nil)
      if let once, let answer = try self.repeated(opening.claim, once, tx) { return answer }
      guard opening.account != nil else { throw EngineError.notFound("account") }
      guard try tx.feeds(of: account).count(where: { $0.revoked == nil }) < Self.mostFeeds else {
        throw EngineError.invalid([
          FieldFault(
            field: "", problem: "the account has \(Self.mostFeeds) addresses already",
            remedy: "revoke one that nobody uses")
        ])
      }
      try tx.insert(record)
      if let key, let once {
        let stored = StoredAnswer(
          fingerprint: once.fingerprint, at: wall, status: 201,
          body: try JSONText.bytes(FeedBody(record)))
        try tx.insert(stored, to: key)
      }
      return nil
    }
    if let repeated { return repeated }
    let feed = FeedBody(record, address: "\(base)/v1/feeds/\(secret).ics")
    return Answer(status: 201, body: try JSONText.bytes(feed))
  }

  /// Only languages that there are texts in: a calendar has no second choice.
  private func feedLanguage(_ node: DocumentNode, _ request: RequestReader) -> String? {
    guard let text = request.reader.text(node) else { return nil }
    let languages = shelf.messages.map(\.language).sorted()
    if languages.contains(text) { return text }
    request.note(
      node, "there are no texts in `\(text.prefix(40))`",
      "write one of: \(languages.joined(separator: ", "))")
    return nil
  }

  /// The feeds of an account, oldest first, revoked ones included, without their addresses.
  public func feeds(of account: AccountID, by caller: Caller) async throws -> Page<FeedBody> {
    try caller.may(.manageFeeds, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      return Page(try tx.feeds(of: account).map { FeedBody($0) }, next: nil)
    }
  }

  /// Revokes a feed at once and for good: its address leads nowhere from now on.
  public func revokeFeed(
    _ id: FeedID, of account: AccountID, by caller: Caller
  ) async throws -> Answer {
    try caller.may(.manageFeeds, in: account)
    let wall = clock.now()
    return try await store.write { tx in
      guard var feed = try tx.feeds(of: account).first(where: { $0.id == id }) else {
        throw EngineError.notFound("feed")
      }
      if feed.revoked == nil {
        try tx.revoke(id, of: account, at: wall)
        feed.revoked = wall
      }
      return Answer(status: 200, body: try JSONText.bytes(FeedBody(feed)))
    }
  }
}
