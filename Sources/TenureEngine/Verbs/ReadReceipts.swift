import TenureDomain

extension Engine {
  /// A receipt, whoever was given it.
  ///
  /// - Throws: `EngineError.notFound` also where it belongs to an account that is none of the
  ///   caller's.
  public func receipt(_ id: ReceiptID, by caller: Caller) async throws -> ReceiptRecord {
    try await store.read { tx in
      guard let receipt = try tx.receipt(id) else { throw EngineError.notFound("receipt") }
      do {
        try caller.may(.readReceipts, in: receipt.account)
      } catch EngineError.forbidden {
        // Whoever carried out an act may read its receipt.
        let person = try JSONText.value(ReceiptParty.self, receipt.payload).actor.person
        guard case .person(let asker) = caller, asker.id.text == person else {
          throw EngineError.forbidden(.readReceipts)
        }
      } catch {
        throw EngineError.notFound("receipt")
      }
      return receipt
    }
  }

  /// The receipts of an account, in the order in which they were given.
  public func receipts(
    of account: AccountID, after place: String?, limit: Int, by caller: Caller
  ) async throws -> Page<ReceiptBody> {
    try caller.may(.readReceipts, in: account)
    return try await store.read { tx in
      guard try tx.account(account) != nil else { throw EngineError.notFound("account") }
      let request = PageRequest(after: place.flatMap(ReceiptID.init), limit: limit + 1)
      return try Page(
        try tx.receipts(of: account, request), limit: limit,
        { try JSONText.value(ReceiptBody.self, $0.payload) }, place: \.id.text)
    }
  }
}

/// The one member of a receipt that reading it looks at.
private struct ReceiptParty: Codable {
  struct Actor: Codable {
    var person: String?
  }

  var actor: Actor
}
