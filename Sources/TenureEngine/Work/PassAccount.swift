import TenureDomain

extension Engine {
  /// Carries out what is due of an account itself.
  func passAccount(_ id: AccountID, at now: Timestamp) async throws {}
}
