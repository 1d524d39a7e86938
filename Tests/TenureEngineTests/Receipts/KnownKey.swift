import Synchronization
import TenureDomain
import TenureEngine
import Testing

/// The key of RFC 8037 appendix A.
enum KnownKey {
  static let secret = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
  static let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
  static let thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"

  static func ring() throws -> KeyRing { try KeyRing(secret: secret) }
}

/// Secrets of bytes that are all the same: the first is all ones, the second all twos.
final class CountedSecrets: IDSource {
  private let count = Mutex<UInt8>(0)

  func make<Kind: IdentifierKind>(_ kind: Kind.Type, at now: Timestamp) -> Identifier<Kind> {
    Identifier(stored: "\(Kind.prefix)_\(next())")
  }

  func secret(bytes count: Int) -> [UInt8] { [UInt8](repeating: next(), count: count) }

  private func next() -> UInt8 {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
