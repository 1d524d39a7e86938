import Synchronization
public import TenureDomain
public import TenurePolicy

/// The time zone rules of the system, each read once (D11).
public final class ZoneShelf: Sendable {
  private let system: SystemZones
  private let known: Mutex<[String: ZoneRules]> = Mutex([:])

  /// The version of the rules when the server started; stands in each receipt.
  public let version: String?

  public init(_ system: SystemZones = SystemZones()) {
    self.system = system
    version = system.version
  }

  /// The rules of a zone by its IANA name, nil if the system has none.
  public func zone(_ name: String) -> ZoneRules? {
    if let zone = known.withLock({ $0[name] }) { return zone }
    guard let zone = system.zone(name) else { return nil }
    known.withLock { $0[name] = zone }
    return zone
  }

  /// Where the rules come from.
  public var source: SystemZones { system }
}
