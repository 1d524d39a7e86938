import TenureDomain
import TenureEngine

/// Whom a support agent acts for goes from page to page in the address, not in a cookie: two
/// windows never mix two callers up.
enum ActingLinks {
  /// A page whose links within the account say for whom, where its own address does.
  static func carry(_ html: String, of visit: Visit) -> String {
    guard visit.face == .support, let account = visit.account?.id,
      let person = visit.query[ActingFields.personField].flatMap({ PersonID($0) })
    else { return html }
    let start = " href=\"/accounts/\(account)"
    let told = "\(ActingFields.personField)=\(person)"
    var carried = ""
    var rest = html[...]
    while let found = rest.firstRange(of: start),
      let end = rest[found.upperBound...].firstIndex(of: "\"")
    {
      let tail = rest[found.upperBound..<end]
      carried += rest[..<found.upperBound]
      carried += adding(told, to: tail)
      rest = rest[end...]
    }
    return carried + rest
  }

  /// The rest of an address with one more member in its query.
  private static func adding(_ told: String, to tail: Substring) -> String {
    guard tail.first.map({ "/?#".contains($0) }) ?? true,
      !tail.contains("\(ActingFields.personField)=")
    else { return String(tail) }
    let mark = tail.firstIndex(of: "#") ?? tail.endIndex
    let address = tail[..<mark]
    return address + (address.contains("?") ? "&amp;" : "?") + told + tail[mark...]
  }
}
