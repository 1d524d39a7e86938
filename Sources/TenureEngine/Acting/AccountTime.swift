import TenureDomain

extension Engine {
  /// What time it is for an account: what its own clock says, if it was made with one, else the
  /// wall clock's time.
  func now(of account: AccountRecord) -> Timestamp { account.time(clock.now()) }
}

extension AccountRecord {
  /// What time it is for the account.
  ///
  /// - Parameter wall: what the wall clock says.
  func time(_ wall: Timestamp) -> Timestamp { clock ?? wall }

  /// What its receipts say of the clock that their moments were read from; nil for the wall clock,
  /// which goes without saying.
  var clockWord: String? { clock == nil ? nil : "test" }
}
