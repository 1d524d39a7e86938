import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

extension PortalWorld {
  /// The key as which the operator signs in.
  static let operatorKey = KeyID(stored: "operator")

  /// The operator's browser.
  func operatorBrowser(language: String? = nil) async throws -> Browser {
    let key = KeyRecord(
      id: Self.operatorKey, hash: [UInt8](repeating: 7, count: 32), label: "operator",
      scopes: Scope.allCases, created: clock.now())
    try await store.write { try $0.insert(key) }
    let browser = Browser(self)
    let answer = try await browser.send(
      ["provider": "demo", "answer": Self.operatorKey.text], to: Place.signIn.path)
    #expect(answer.location == Place.home.path)
    if let language { _ = try await browser.get(Place.language(language, back: "/").path) }
    return browser
  }

  /// A page as the operator sees it who has just signed in.
  func getAsOperator(_ path: String) async throws -> SeenPage {
    try await operatorBrowser().get(path)
  }
}
