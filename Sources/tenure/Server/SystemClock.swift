import Glibc
import TenureDomain
import TenureEngine

/// The system's clock.
struct SystemClock: WallClock {
  func now() -> Timestamp {
    var time = timeval()
    gettimeofday(&time, nil)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_usec))
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
