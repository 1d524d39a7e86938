import HTTPTypes
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// Addresses and forms such as no page of ours leads to: each is answered, none breaks anything.
@Suite struct OddInputTests {
  private static let values = [
    "", "0", "-1", "\(Int.max)", "\(Int.min)", "99999999999999999999", "1e9", "\u{0}", "\u{7f}",
    "'\"<>&;--", "\u{301}\u{202e}🇳🇴", "premium/../..", String(repeating: "9", count: 2_000),
  ]
  private static let names = [
    "act", "as", "assigned", "bestTime", "brake", "case", "code", "do", "domain", "done", "email",
    "every", "feed", "feedback", "from", "label", "language", "licenses", "name", "note",
    "onBehalfOf", "outcome", "person", "phone", "plan", "product", "q", "quote", "reason", "renews",
    "review", "rule", "shown", "state", "subscription", "supportReason", "table", "to",
    "toSubscription", "understood", "users", "version",
  ]
  /// Each of these alone can end a list, so nothing else is told with it. Each is a page more, so
  /// only the oddest values are tried.
  private static let places = ["after", "before", "show", "form", "next", "back"]
  private static let oddest: Set = ["\(Int.max)", "\u{0}", "\u{301}\u{202e}🇳🇴"]

  /// The address of a route, where what is not known is named by the odd value.
  private func path(_ route: Route, _ value: String) -> String {
    let known = ["account": "fjord", "subscription": "premium", "act": "cancel", "person": "kari"]
    return route.template.split(separator: "/").map { part in
      guard part.hasPrefix("{") else { return "/\(part)" }
      return "/" + (known[String(part.dropFirst().dropLast())] ?? PercentCoding.encoded(value))
    }.joined()
  }

  private func browsers(_ world: PortalWorld) async throws -> [Browser] {
    [
      try await world.browser(.kari), try await world.browser(.sam),
      try await world.operatorBrowser(),
    ]
  }

  @Test(arguments: values)
  func `no page breaks on what an address says`(value: String) async throws {
    let told = PercentCoding.encoded(value)
    let queries =
      [Self.names.map { "\($0)=\(told)" }.joined(separator: "&")]
      + (Self.oddest.contains(value) ? Self.places.map { "\($0)=\(told)" } : [])
    try await PortalWorld.with { world in
      for browser in try await browsers(world) {
        for route in Routes.all where route.method == .get {
          for query in queries {
            let page = try await browser.get("\(path(route, value))?\(query)")
            #expect(page.status < 500, "\(page.path): \(page.text)")
          }
        }
      }
    }
  }

  @Test(arguments: values)
  func `no form breaks on what is typed`(value: String) async throws {
    try await PortalWorld.with { world in
      for browser in try await browsers(world) {
        let token = browser.formToken
        // Signing out is last, for nobody could send anything after it.
        let routes =
          Routes.all.filter { $0.method == .post && $0.template != "/sign-out" }
          + Routes.all.filter { $0.method == .post && $0.template == "/sign-out" }
        for (number, route) in routes.enumerated() {
          for once in ["n\(number)", value] {
            var form = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, value) })
            form["token"] = token
            form["once"] = once
            let page = try await browser.send(form, to: path(route, value))
            #expect(page.status < 500, "\(page.path): \(page.text)")
          }
        }
      }
    }
  }
}
