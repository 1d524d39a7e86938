import FoundationEssentials
import TenureEngine
import TenurePolicy

/// The files that every page loads: few, small, and kept by browsers for a year, because their
/// addresses change with their content.
struct Assets: Sendable {
  struct File: Sendable {
    let name: String
    let type: String
    let bytes: [UInt8]
  }

  private let files: [String: File]
  let style: Place
  let icon: Place

  init(folder: URL) throws {
    let style = try Self.file("portal.css", "text/css; charset=utf-8", folder)
    let icon = try Self.file("favicon.svg", "image/svg+xml", folder)
    self.style = .asset(style.name)
    self.icon = .asset(icon.name)
    files = Dictionary([style, icon].map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  subscript(name: String) -> File? { files[name] }

  /// The icon, for clients that ask for it at its customary address.
  var favicon: File? {
    guard case .asset(let name) = icon else { return nil }
    return files[name]
  }

  private static func file(_ name: String, _ type: String, _ folder: URL) throws -> File {
    let path = "Templates/portal/\(name)"
    let text = try DocumentFile.text(folder.appending(path: path), name: path)
    let bytes = Array(lean(text).utf8)
    let mark = Base64URL.text(Array(Hash.sha256(bytes).prefix(9)))
    let parts = name.split(separator: ".", maxSplits: 1)
    return File(name: "\(parts[0])-\(mark).\(parts[1])", type: type, bytes: bytes)
  }

  /// The text without comments and without white space at the ends of its lines: they are for those
  /// who write it, and weigh a fifth.
  private static func lean(_ text: String) -> String {
    var rest = Substring(text)
    var lean = ""
    while let open = rest.firstRange(of: "/*"),
      let close = rest[open.upperBound...].firstRange(of: "*/")
    {
      lean += rest[..<open.lowerBound]
      rest = rest[close.upperBound...]
    }
    lean += rest
    return lean.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
      .joined(separator: "\n")
  }
}
