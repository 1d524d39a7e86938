import HTTPTypes
import Hummingbird

/// Refuses forms that another site sends (CSRF): browsers tell where a form comes from.
struct FormGuard: Sendable {
  let publicURL: String

  /// - Throws: `Trouble` for a form that does not come from a page of this server.
  func checkOrigin(of request: Request) throws {
    if let site = request.headers[.secFetchSite] {
      guard site == "same-origin" || site == "none" else { throw Trouble(.foreignForm) }
      return
    }
    // Older browsers tell the origin alone; what tells nothing is no browser and has no cookie that
    // somebody else could abuse, but for the token that its form must carry.
    guard let origin = request.headers[.origin] else { return }
    let host = request.head.authority ?? ""
    let own = ["http://\(host)", "https://\(host)", publicURL]
    guard own.contains(origin) else { throw Trouble(.foreignForm) }
  }

  /// Whether it is told where a form comes from, so that ``checkOrigin(of:)`` knows.
  func knowsOrigin(of request: Request) -> Bool {
    request.headers[.secFetchSite] != nil || request.headers[.origin] != nil
  }
}

extension HTTPField.Name {
  static let secFetchSite = known("Sec-Fetch-Site")
  static let referrerPolicy = known("Referrer-Policy")

  private static func known(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is a field name") }
    return name
  }
}
