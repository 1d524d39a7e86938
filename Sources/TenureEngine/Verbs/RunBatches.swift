import TenureDomain

extension Engine {
  /// Carries out what waits of all batches, oldest first, and returns when nothing waits.
  ///
  /// Each item is an act of its own with an idempotency key of its own, so that after a crash, or
  /// with two servers at work, none is carried out twice.
  ///
  /// - Throws: `StoreError`; calling again goes on where it stopped.
  public func runBatches() async throws {
    while let batch = try await store.read({ try $0.unfinishedBatches().first }) {
      try await run(batch)
      try Task.checkCancellation()
    }
  }

  private func run(_ batch: BatchRecord) async throws {
    let stored = try JSONText.value(BatchRequest.self, batch.request)
    let request = try ActRequest(
      body: try JSONText.bytes(stored.act), products: shelf.products)
    let caller = try await caller(of: stored)
    while true {
      let waiting = try await store.read { tx in
        try tx.batchItems(
          of: batch.id, of: batch.account, waiting: true, PageRequest(limit: 100))
      }
      if waiting.isEmpty { return }
      for item in waiting {
        try Task.checkCancellation()
        let result = try await carryOut(item, of: batch, request, by: caller)
        try await store.write { try $0.finish(result, of: batch.id, of: batch.account) }
      }
    }
  }

  /// Who asked for the batch, as they stand now; nil if they may no longer act.
  private func caller(of request: BatchRequest) async throws -> Caller? {
    try await store.read { tx in
      if let key = request.key.flatMap(KeyID.init) {
        guard let record = try tx.key(key), record.revoked == nil else { return nil }
        return .program(record)
      }
      if let person = request.person {
        let parts = person.split(separator: "/").map(String.init)
        guard parts.count == 2, let account = AccountID(parts[0]), let id = PersonID(parts[1]),
          let record = try tx.person(id, of: account), record.erased == nil
        else { return nil }
        return .person(record)
      }
      return .console
    }
  }

  private func carryOut(
    _ item: BatchItemRecord, of batch: BatchRecord, _ request: ActRequest, by caller: Caller?
  ) async throws -> BatchItemRecord {
    var result = item
    guard let caller else {
      result.outcome = "forbidden"
      return result
    }
    let once = OnceOnly(
      key: "\(batch.id)/\(item.position)", fingerprint: Hash.sha256(batch.request))
    do {
      let answer = try await carryOut(
        request, on: item.subscription, of: batch.account, by: caller, once: once)
      let body = try JSONText.value(ActOutcome.self, answer.body)
      result.outcome = body.outcome
      result.receipt = ReceiptID(body.receipt.id)
    } catch let error as EngineError {
      result.outcome = try Self.word(for: error)
    }
    return result
  }

  /// What an item that could not be decided came to; a passing fault is tried again later.
  private static func word(for error: EngineError) throws -> String {
    switch error {
    case .notFound: "not-found"
    case .forbidden: "forbidden"
    case .invalid: "invalid"
    case .closed: "closed"
    case .domainInUse: "domain-in-use"
    default: throw error
    }
  }
}

/// The members of an act's answer that a batch keeps.
private struct ActOutcome: Codable {
  struct Receipt: Codable {
    var id: String
  }

  var outcome: String
  var receipt: Receipt
}
