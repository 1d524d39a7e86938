public import TenureDomain

/// Tells what time it is.
public protocol WallClock: Sendable {
  func now() -> Timestamp
}

/// Makes names and secrets. Randomness enters the engine here and nowhere else.
public protocol IDSource: Sendable {
  /// A new name of a kind, sorting after those made at earlier instants.
  func make<Kind: IdentifierKind>(_ kind: Kind.Type, at now: Timestamp) -> Identifier<Kind>

  /// Random bytes that nobody can guess.
  func secret(bytes count: Int) -> [UInt8]
}
