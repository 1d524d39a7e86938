import TenureDomain

extension Answer {
  /// The answer that consists of an act's receipt.
  static func act(_ outcome: Outcome, receipt payload: [UInt8], version: Int64) -> Answer {
    let body = JSONText.object([
      ("outcome", Array("\"\(outcome.rawValue)\"".utf8)), ("receipt", payload),
    ])
    let isDone = outcome == .permitted || outcome == .unnecessary
    return Answer(
      status: isDone ? 200 : 409, body: body, act: Act(outcome: outcome, receipt: payload),
      version: version)
  }
}

extension Engine {
  /// The answer to a request that was answered before.
  ///
  /// - Throws: `EngineError.keyReused` if the key came with another request.
  func replay(
    _ stored: StoredAnswer, of once: OnceOnly, _ tx: any StoreReader
  ) throws -> Answer {
    guard stored.fingerprint == once.fingerprint else { throw EngineError.keyReused }
    var answer: Answer
    if let body = stored.body {
      let full = try AnswerReference.read(body)?.answer(tx) ?? body
      answer = Answer(status: stored.status, body: full, version: stored.version)
    } else {
      guard let id = stored.receipt, let receipt = try tx.receipt(id) else {
        throw StoreError.unreadable("an answer without its receipt")
      }
      let outcome = try JSONText.value(ReceiptOutcome.self, receipt.payload).decision.outcome
      answer = .act(
        Outcome(rawValue: outcome) ?? .permitted, receipt: receipt.payload,
        version: stored.version ?? 0)
    }
    answer.isReplay = true
    return answer
  }
}

/// The one member of a receipt that a repeated answer looks at.
private struct ReceiptOutcome: Codable {
  struct Decision: Codable {
    var outcome: String
  }

  var decision: Decision
}
