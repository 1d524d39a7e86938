import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import TenureEngine
import Testing

@testable import TenurePortal

/// Somebody's browser: it keeps cookies, follows no redirect by itself, and fills in forms as they
/// came.
final class Browser {
  let world: PortalWorld
  private(set) var cookies: [String: String]
  /// What it sends as `Accept-Language`; nil for nothing.
  var languages: String?

  /// - Parameter cookies: those of another window of the same browser.
  init(_ world: PortalWorld, cookies: [String: String] = [:]) {
    self.world = world
    self.cookies = cookies
  }

  /// Asks for a page.
  func get(_ path: String) async throws -> SeenPage { try await send(.get, path) }

  /// Sends a form as a browser does: with what the page at the same address put into it.
  func post(_ path: String, _ form: [String: String] = [:]) async throws -> SeenPage {
    let page = try await get(path)
    return try await send(page.filled(form), to: path)
  }

  /// Sends a form with these fields and no others.
  func send(
    _ form: [String: String], to path: String, from site: String = "same-origin"
  ) async throws -> SeenPage {
    try await send(.post, path, body: FormFields(form).text, from: site)
  }

  /// What the forms of the session carry.
  var formToken: String {
    OpenSession(token: cookies[SessionCookie.name] ?? "", caller: .console, account: nil).formToken
  }

  /// Forgets who has signed in.
  func forget() { cookies = [:] }

  func send(
    _ method: HTTPRequest.Method, _ path: String, body: String = "", from site: String? = nil
  ) async throws -> SeenPage {
    var head = HTTPRequest(
      method: method, scheme: "https", authority: PortalWorld.host, path: path)
    let jar = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if !jar.isEmpty { head.headerFields[.cookie] = jar.joined(separator: "; ") }
    if let languages { head.headerFields[.acceptLanguage] = languages }
    if let site { head.headerFields[.secFetchSite] = site }
    if method == .post {
      head.headerFields[.contentType] = "application/x-www-form-urlencoded"
    }
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
    let response = try await answer(to: request)
    for field in response.headers[values: .setCookie] { keep(field) }
    let collected = Collected()
    _ = try await response.body.write(collected)
    return SeenPage(
      path: path, status: response.status.code, fields: response.headers, html: collected.text)
  }

  /// What the server answers to a browser.
  private func answer(to request: Request) async throws -> Response {
    let (portal, id) = (world.portal, "req_test")
    let reply = try await portal.respond(to: request, requestID: id, logger: PortalWorld.quiet)
    if let reply { return reply.response }
    let isKnown = portal.methods(of: request.uri.path) != nil
    return try await portal.refuse(
      request, status: isKnown ? .methodNotAllowed : .notFound, requestID: id)
  }

  private func keep(_ field: String) {
    guard let pair = field.split(separator: ";").first,
      let equals = pair.firstIndex(of: "=")
    else { return }
    let value = String(pair[pair.index(after: equals)...])
    cookies[String(pair[..<equals])] = value.isEmpty ? nil : value
  }
}

extension Browser {
  /// Signs somebody in anew, whichever ways there are.
  func enter(_ person: PortalWorld.Person) async throws {
    let signedIn = try await world.engine.signIn(
      as: PersonID(stored: person.id), of: person.account)
    cookies[SessionCookie.name] = signedIn.token
  }
}

extension PortalWorld {
  /// The browser of somebody who has signed in.
  func browser(_ person: Person, language: String? = nil) async throws -> Browser {
    let browser = Browser(self)
    let answer = try await browser.send(
      ["provider": "demo", "answer": person.answer], to: Place.signIn.path)
    #expect(answer.status == 303)
    if let language { _ = try await browser.get(Place.language(language, back: "/").path) }
    return browser
  }

  /// A page as somebody sees it who has just signed in.
  func get(_ path: String, as person: Person) async throws -> SeenPage {
    try await browser(person).get(path)
  }

  /// A form as somebody sends it who has just signed in and looked at its page.
  func post(
    _ path: String, _ form: [String: String] = [:], as person: Person
  ) async throws -> SeenPage {
    try await browser(person).post(path, form)
  }
}
