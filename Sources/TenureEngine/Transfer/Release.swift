/// Whether a database may send and delete. A copy that was made by a back-up may not, until an
/// operator releases it: it would repeat what the original does.
public enum Release {
  /// The name of the store's setting.
  public static let setting = "released"
  /// The value of a copy that nobody has released. Without a value, a database is released.
  public static let held = "false"
  /// The value of a copy that was released.
  public static let given = "true"
}

extension Store {
  /// Whether the database may send and delete.
  public func isReleased() async throws -> Bool {
    try await read { try $0.setting(Release.setting) != Release.held }
  }
}

extension Engine {
  /// Lets a restored copy send and delete from now on.
  ///
  /// - Returns: whether it was held before.
  public func release(by caller: Caller) async throws -> Bool {
    try caller.may(.operate)
    return try await store.write { tx in
      guard try tx.setting(Release.setting) == Release.held else { return false }
      try tx.set(Release.setting, to: Release.given)
      return true
    }
  }
}
