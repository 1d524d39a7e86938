import FoundationEssentials
import TenureDomain
import TenureEngine

/// The system's clock.
struct SystemClock: WallClock {
  func now() -> Timestamp {
    // A double holds microseconds exactly until the year 2255.
    Timestamp(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
  }
}

/// Names and secrets from the system's source of randomness.
struct SystemIDs: IDSource {
  func make<Kind: IdentifierKind>(_ kind: Kind.Type, at now: Timestamp) -> Identifier<Kind> {
    Identifier(madeAt: now, random: secret(bytes: 10))
  }

  func secret(bytes count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
