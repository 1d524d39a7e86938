import FoundationEssentials
import TenureEngine
import TenurePolicy

/// Zones that all keep the time of Greenwich without saying so.
enum FalseZones {
  static func shelf(in folder: URL) throws -> ZoneShelf {
    let greenwich = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Etc/UTC"))
    for party in NaiveParty.allCases {
      let file = folder.appending(path: party.zone)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try greenwich.write(to: file)
    }
    return ZoneShelf(SystemZones(folder: folder.path))
  }
}
