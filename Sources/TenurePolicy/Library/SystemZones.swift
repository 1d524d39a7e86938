import FoundationEssentials
public import TenureDomain

/// The system's time zone database, read as data (D11): the toolchain's own copy is frozen at its
/// release, the system's is updated.
public struct SystemZones: Sendable {
  /// Where the zone files lie.
  public let folder: String

  public init(folder: String = "/usr/share/zoneinfo") {
    self.folder = folder
  }

  /// The version of the database, such as `2026f`; nil if its files do not tell.
  public var version: String? {
    guard let bytes = FileManager.default.contents(atPath: "\(folder)/tzdata.zi") else {
      return nil
    }
    let start = "# version ".utf8
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    guard line.starts(with: start) else { return nil }
    return String(decoding: line.dropFirst(start.count), as: UTF8.self)
  }

  /// The rules of a zone by its IANA name, nil if the database has none or its file is broken.
  public func zone(_ name: String) -> ZoneRules? {
    if name == "UTC" { return .utc }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isName = parts.allSatisfy { part in
      part.first?.isLetter ?? false
        && part.utf8.allSatisfy { byte in
          (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || "+-_".utf8.contains(byte)
        }
    }
    guard isName, let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
      return nil
    }
    return try? ZoneRules(name: name, tzif: [UInt8](bytes))
  }
}
