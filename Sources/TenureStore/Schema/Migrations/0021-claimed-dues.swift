extension Migration {
  /// When that was due which a worker took on, so that taking on a batch reads nothing but an
  /// index, however many subscriptions there are.
  static let claimedDues = Migration(
    "0021-claimed-dues", tables: [], [.sql("ALTER TABLE claims ADD COLUMN due {integer}")])
}
