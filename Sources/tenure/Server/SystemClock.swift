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
    // The generator asks the system each time, so it is asked for eight bytes at once.
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
      withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
    }
    return Array(bytes.prefix(count))
  }
}
