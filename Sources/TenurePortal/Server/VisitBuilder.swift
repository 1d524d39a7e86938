import HTTPTypes
import Hummingbird
import HummingbirdCore
import TenureDomain
import TenureEngine
import TenurePolicy

/// Finds out who asks for a page and in which language, and renders what goes wrong.
struct VisitBuilder: Sendable {
  let portal: Portal
  let request: Request
  let requestID: String
  /// Of who asks.
  let address: String

  private var engine: Engine { portal.engine }

  /// The visit of a matched route.
  ///
  /// - Throws: `Trouble` for a form that must not be done.
  func visit(_ match: RouteTable.Match) async throws -> Visit {
    let who = try await session()
    guard request.method == .post else { return try await visit(match, FormFields(), who) }
    try FormGuard(publicURL: portal.settings.publicURL).checkOrigin(of: request)
    let form = try await FormFields(of: request)
    if match.route.isOpen { return try await visit(match, form, who) }
    guard let session = who.session else {
      if let who = try await last(match, form) { return try await visit(match, form, who) }
      throw SignInFirst(form: form.without(["token", "once"]))
    }
    guard form["token"] == session.formToken else { throw Trouble(.foreignForm) }
    return try await visit(match, form, who)
  }

  private func visit(
    _ match: RouteTable.Match, _ form: FormFields, _ who: Who
  ) async throws -> Visit {
    Visit(
      portal: portal, request: request, requestID: requestID, address: address,
      parameters: decoded(match.parameters),
      query: FormFields(text: request.uri.query ?? "").values, form: form, session: who.session,
      account: try await account(match.parameters, who.session), say: localizer(who))
  }

  /// Who sends a form again that ended their own session when it came first; nil for anybody else.
  private func last(_ match: RouteTable.Match, _ form: FormFields) async throws -> Who? {
    guard match.route.isLast, let token = request.cookies[SessionCookie.name]?.value,
      form["token"] == OpenSession.formToken(of: token),
      let account = match.parameters["account"].flatMap({ AccountID($0) }),
      let once = try? form.once(at: request.uri.path),
      let caller = try await engine.closer(of: account, token: token, once: once)
    else { return nil }
    return await who(token, caller)
  }

  /// The page that says what went wrong. Where somebody must sign in first, it is the sign-in page.
  ///
  /// - Parameter parameters: those of the address.
  func page(of trouble: Trouble, _ parameters: [String: String]) async throws -> Response {
    let who = try await session()
    let visit = Visit(
      portal: portal, request: request, requestID: requestID, address: address,
      parameters: decoded(parameters),
      query: FormFields(text: request.uri.query ?? "").values,
      form: FormFields(), session: who.session, account: nil, say: localizer(who))
    if trouble.kind == .signIn {
      let next = Place.signIn.path([("next", request.uri.string)])
      return try visit.response(.go(next))
    }
    return try visit.response(TroublePage.answer(trouble, visit))
  }

  /// The sign-in page, which keeps what was typed into a form whose session was over.
  func page(of first: SignInFirst) async throws -> Response {
    let visit = Visit(
      portal: portal, request: request, requestID: requestID, address: address,
      parameters: [:], query: [:], form: FormFields(), session: nil, account: nil,
      say: localizer(Who()))
    return try visit.response(
      try await SignInPage.answer(visit, after: request.uri.path, keeping: first.form))
  }

  private func decoded(_ parameters: [String: String]) -> [String: String] {
    parameters.mapValues { PercentCoding.decoded($0[...]) ?? "" }
  }

  /// Who has signed in, with the account that person belongs to.
  private struct Who {
    var session: OpenSession?
    var own: AccountBody?
  }

  private func session() async throws -> Who {
    guard let token = request.cookies[SessionCookie.name]?.value,
      let credential = Credential(token), let caller = try await engine.caller(credential)
    else { return Who() }
    return await who(token, caller)
  }

  private func who(_ token: String, _ caller: Caller) async -> Who {
    var own: AccountBody?
    if case .person(let person) = caller {
      own = try? await engine.account(person.account, by: .console).body
    }
    return Who(session: OpenSession(token: token, caller: caller, account: own), own: own)
  }

  /// The account of the address; nil if there is none, or none for whoever asks.
  private func account(
    _ parameters: [String: String], _ session: OpenSession?
  ) async throws -> AccountBody? {
    guard let session, let text = parameters["account"], let id = AccountID(text) else {
      return nil
    }
    do {
      return try await engine.account(id, by: session.caller).body
    } catch is EngineError {
      return nil
    }
  }

  /// The language that was chosen by hand, else the person's, the account's or the browser's.
  private func localizer(_ who: Who) -> Localizer {
    let languages = engine.shelf.messages.map(\.language)
    if let chosen = request.cookies[LanguageCookie.name]?.value, languages.contains(chosen) {
      return engine.shelf.localizer(for: chosen)
    }
    if case .person(let person)? = who.session?.caller {
      return engine.shelf.localizer(for: person.language ?? who.own?.language ?? "en")
    }
    let accepted = LanguageField(request.headers[.acceptLanguage] ?? "")
    return engine.shelf.localizer(for: accepted.choose(from: languages) ?? "en")
  }
}

/// A form came, but nobody has signed in, or not any more: what was typed is kept.
struct SignInFirst: Error {
  let form: FormFields
}
