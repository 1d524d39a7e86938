import Synchronization
public import TenureDomain
public import TenureEngine

/// Names and secrets that are the same in every run with the same seed.
public final class SeededIDs: IDSource {
  private let generator: Mutex<SeededGenerator>

  public init(seed: UInt64) {
    generator = Mutex(SeededGenerator(seed: seed))
  }

  public func make<Kind: IdentifierKind>(
    _ kind: Kind.Type, at now: Timestamp
  ) -> Identifier<Kind> {
    Identifier(madeAt: now, random: secret(bytes: 10))
  }

  public func secret(bytes count: Int) -> [UInt8] {
    generator.withLock { generator in
      (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
  }
}
