import TenurePolicy

/// An edition that was added, with what its proof looked at.
struct AddedPolicyBody: Encodable {
  let edition: PolicyBody
  let added: String
  let proof: RawJSON
}

extension Engine {
  /// Proves an edition, keeps it and answers with it from now on, without a restart.
  ///
  /// - Parameter document: YAML, in the format of `Documentation/reference/policy-format.md`.
  /// - Throws: `InputErrors` with every fault and finding, or if there is an edition of its name;
  ///   `EngineError`, `StoreError`.
  public func addPolicy(_ document: [UInt8], by caller: Caller) async throws -> Answer {
    try caller.may(.addPolicy)
    guard let text = String(validating: document, as: UTF8.self) else {
      throw EngineError.invalid([
        FieldFault(field: "", problem: "the text is not UTF-8", remedy: "save it in UTF-8")
      ])
    }
    let now = clock.now()
    let record = try shelf.admit(document: text, file: "body", now: now)
    try await store.write { try $0.insert(record) }
    shelf.take([record])
    guard let edition = shelf.edition(record.id) else {
      throw EngineError.notReady("the edition `\(record.id)` was kept, but cannot be read back")
    }
    let body = AddedPolicyBody(
      edition: PolicyBody(edition, digest: record.digest), added: "\(now)",
      proof: try JSONText.value(RawJSON.self, record.proof))
    return Answer(status: 201, body: try JSONText.bytes(body))
  }
}
