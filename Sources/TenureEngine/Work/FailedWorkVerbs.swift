import TenureDomain
import TenurePolicy

/// Work that failed, as it is shown.
public struct FailedWorkBody: Codable, Sendable, Hashable {
  public var account: String
  /// Absent for the account itself.
  public var subscription: String?
  public var attempts: Int
  public var problem: String
  /// When it is tried again; absent once it was set aside.
  public var retry: String?
  public var setAside: String?

  init(_ work: FailedWork) {
    account = work.place.account.text
    subscription = work.place.subscription?.text
    attempts = work.attempts
    problem = work.problem
    retry = work.retry.map { "\($0)" }
    setAside = work.setAside.map { "\($0)" }
  }
}

/// Where something is due.
private struct WorkPlaceBody: Codable {
  let account: String
  /// Absent for the account itself.
  let subscription: String?
}

extension Engine {
  /// Lists what could not be carried out when it was due, in the order of account and subscription.
  ///
  /// - Parameter place: an account's id, `/` and a subscription's, as a page's `next` gives it.
  public func failedWork(
    after place: String? = nil, limit: Int = PageLimit.standard, by caller: Caller
  ) async throws -> Page<FailedWorkBody> {
    try caller.may(.operate)
    let after = place.map(WorkPlace.init(text:))
    let failed = try await store.read {
      try $0.failedWork(PageRequest(after: after, limit: limit + 1))
    }
    return Page(failed, limit: limit, FailedWorkBody.init) { $0.place.text }
  }

  /// Lets work be tried again at once that failed before, such as after its cause was mended.
  ///
  /// - Parameter body: JSON: `account`, and `subscription` if it is not about the account itself.
  /// - Throws: `EngineError.notFound` if nothing of it failed.
  public func retryWork(_ body: [UInt8], by caller: Caller) async throws -> Answer {
    try caller.may(.operate)
    let request = try RequestReader(body)
    let fields =
      request.reader.mapping(request.root, required: ["account"], optional: ["subscription"])
      ?? [:]
    let account = fields["account"].flatMap { request.identifier($0, Named.Account.self) }
    let subscription = fields["subscription"].flatMap {
      request.identifier($0, Named.Subscription.self)
    }
    try request.finish()
    guard let account else { throw EngineError.notFound("work") }
    let place = WorkPlace(account: account, subscription: subscription)
    let wasThere = try await store.write { try $0.forgetFailure(of: place) }
    guard wasThere else { throw EngineError.notFound("work") }
    return Answer(
      status: 200,
      body: try JSONText.bytes(
        WorkPlaceBody(account: account.text, subscription: subscription?.text)))
  }
}

extension WorkPlace {
  /// An account's id, and behind a `/` that of a subscription.
  public var text: String {
    [account.text, subscription?.text].compactMap(\.self).joined(separator: "/")
  }

  public init(text: String) {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    self.init(
      account: AccountID(stored: parts.first ?? ""),
      subscription: parts.count > 1 ? SubscriptionID(stored: parts[1]) : nil)
  }
}
