import TenureDomain

extension Engine {
  /// Carries out what is due of an account itself: its silence (DUE-09, MSG-11) and what its people
  /// keep in the cloud (CON-S5 to CON-S8). One transaction; what was done before is not done again,
  /// and that it failed before is forgotten.
  ///
  /// - Throws: `EngineError`, `StoreError`; then nothing is written.
  func passAccount(_ id: AccountID, at now: Timestamp) async throws {
    try await store.write { [self] tx in
      let opening = try tx.open(nil, account: id, subscription: nil)
      guard let account = opening.account, account.clock == nil else { return }
      var head = opening.head
      for event in try bring(account, to: now, tx) {
        try tx.append(event.record(in: id, after: &head))
      }
      _ = try tx.forgetFailure(of: WorkPlace(account: id, subscription: nil))
    }
  }
}
