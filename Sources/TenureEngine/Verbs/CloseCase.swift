import TenureDomain

extension Engine {
  /// Tells that a case was seen to. One that is done stays as it is.
  ///
  /// - Parameter body: JSON: `state`, which is `done`, and if wanted `outcome`.
  /// - Parameter version: the version that the caller has seen; nil if any will do.
  public func closeCase(
    _ id: CaseID, of account: AccountID, _ body: [UInt8], by caller: Caller,
    ifVersion version: Int64? = nil, once: OnceOnly? = nil
  ) async throws -> Answer {
    try caller.may(.closeCase, in: account)
    return try await change(account, by: caller, once: once, evenIfClosed: true) { [self] context in
      guard var record = try context.tx.supportCase(id, of: account) else {
        throw EngineError.notFound("case")
      }
      let request = try CaseRequest(body, required: ["state"], optional: ["outcome"])
      request.state()
      let outcome = request.text("outcome", upTo: 1_000)
      try request.finish()
      try context.expect(version, of: record.version)
      let wasOpen = record.state == .open
      if wasOpen {
        record.version += 1
        record.state = .done
        record.done = context.wall
        record.doneBy = caller.name
        record.outcome = outcome
        try context.tx.update(record)
      }
      // What came of it says why: an agent closes it in the agent's own name.
      let support = try seesTo(account, caller, context.tx)
      let event = try caseEvent(
        EventType.caseClosed, record, by: caller, support, at: context.now)
      return ChangeResult(
        body: try JSONText.bytes(CaseBody(record)), version: record.version,
        events: wasOpen ? [event] : [],
        about: AnswerReference(account: account.text, supportCase: id.text))
    }
  }

  private func seesTo(
    _ account: AccountID, _ caller: Caller, _ tx: any StoreReader
  ) throws -> SupportParty? {
    guard case .person = caller else { return nil }
    let party = try party(of: caller, in: account, named: nil, tx)
    guard party.kind == .support else { return nil }
    return SupportParty(actor: ReceiptBody.Party(party, in: .supportAgent), personal: nil)
  }
}
