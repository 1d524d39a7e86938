import Synchronization
import TenureDomain
import TenureEngine

/// A clock that is set, for a world whose past is made up.
final class DemoClock: WallClock {
  private let time: Mutex<Timestamp>

  init(_ time: Timestamp) {
    self.time = Mutex(time)
  }

  func now() -> Timestamp { time.withLock { $0 } }

  func set(_ now: Timestamp) {
    time.withLock { $0 = now }
  }
}

/// Names that are the same for the same seed; secrets that nobody can guess.
final class DemoIDs: IDSource {
  private let generator: Mutex<DemoNumbers>
  private let secrets = SystemIDs()

  init(seed: UInt64) {
    generator = Mutex(DemoNumbers(seed: seed))
  }

  func make<Kind: IdentifierKind>(_ kind: Kind.Type, at now: Timestamp) -> Identifier<Kind> {
    let random = generator.withLock { generator in
      (0..<10).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 24) }
    }
    return Identifier(madeAt: now, random: random)
  }

  func secret(bytes count: Int) -> [UInt8] { secrets.secret(bytes: count) }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct DemoNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
