public import TenureDomain

/// Whether a server's active key is the one that the servers of its database share.
public enum KeyAgreement: Sendable, Hashable {
  /// No server has signed for this database yet: the first to start says which key it is.
  case unclaimed
  case agreed
  /// This server's keys were rotated, and the database was not told: tell it.
  case ahead
  /// The others sign with another key, named by its thumbprint: this server is not ready.
  case different(shared: String)

  /// The name of the store's setting that holds the thumbprint of the shared key.
  public static let setting = "receipts.key"

  /// - Parameter shared: the value of ``setting``.
  public init(shared: String?, keys: KeyRing) {
    switch shared {
    case nil: self = .unclaimed
    case keys.active.thumbprint: self = .agreed
    case .some(let shared):
      let isOurs = keys.retired.contains { $0.key.thumbprint == shared }
      self = isOurs ? .ahead : .different(shared: shared)
    }
  }

  /// What an operator must do; nil if there is nothing.
  public var remedy: String? {
    guard case .different(let shared) = self else { return nil }
    return "this server would sign receipts with another key than `\(shared)`, the one of this "
      + "database: give it the other servers' key file, or their TENURE_SIGNING_KEY"
  }
}

extension SigningKeys {
  /// Compares the active key with the one that the servers of a database share. The first server
  /// says which it is, and so does one whose keys were rotated before the database was told.
  ///
  /// - Returns: `agreed`, or `different` if this server is not ready.
  public func agree(in store: any Store) async throws -> KeyAgreement {
    let ring = ring
    return try await store.write { writer in
      let shared = try writer.setting(KeyAgreement.setting)
      let agreement = KeyAgreement(shared: shared, keys: ring)
      switch agreement {
      case .agreed, .different: return agreement
      case .unclaimed, .ahead:
        try writer.set(KeyAgreement.setting, to: ring.active.thumbprint)
        return .agreed
      }
    }
  }

  /// Rotates the keys of a file, tells the database, and signs with the new key from then on.
  ///
  /// Should it end halfway, the file is ahead of the database, and ``agree(in:)`` mends that.
  public func rotate(
    _ file: KeyFile, in store: any Store, ids: any IDSource, at now: Timestamp
  ) async throws {
    let ring = try file.rotate(ids: ids, at: now)
    try await store.write { try $0.set(KeyAgreement.setting, to: ring.active.thumbprint) }
    replace(with: ring)
  }
}
