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
  /// - Throws: `Trouble` for a form that must not be done; `SignInFirst` and `EarlierForm` for one
  ///   that must not be done yet.
  func visit(_ match: RouteTable.Match) async throws -> Visit {
    let who = try await session()
    guard request.method == .post else { return try await visit(match, FormFields(), who) }
    let guardian = FormGuard(publicURL: portal.settings.publicURL)
    try guardian.checkOrigin(of: request)
    // Whoever signs in brings along what they had typed.
    let most = FormFields.mostBytes * (match.route.isOpen ? 2 : 1)
    let form = try await FormFields(of: request, upTo: most)
    if match.route.isOpen { return try await visit(match, form, who) }
    guard let session = who.session else {
      if let who = try await last(match, form) { return try await visit(match, form, who) }
      throw SignInFirst(form: form.forAnother)
    }
    let visit = try await visit(match, form, who)
    guard form["token"] == session.formToken else {
      guard guardian.knowsOrigin(of: request) else { throw Trouble(.foreignForm) }
      throw EarlierForm(visit: visit, session: session)
    }
    return visit
  }

  private func visit(
    _ match: RouteTable.Match, _ form: FormFields, _ who: Who
  ) async throws -> Visit {
    Visit(
      portal: portal, request: request, requestID: requestID, address: address,
      parameters: match.values,
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
      parameters: parameters,
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
    let own = await engine.ownAccount(of: caller)
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

/// A form came that was made for an earlier session of whoever has signed in meanwhile: what was
/// typed is shown again.
struct EarlierForm: Error {
  let visit: Visit
  let session: OpenSession
}

/// Something went wrong once somebody had signed in: they stay signed in and see what.
struct AfterSignIn: Error {
  let cause: any Error
  /// By whoever has signed in.
  let visit: Visit
  /// What keeps them signed in.
  let cookie: Cookie

  func page(of trouble: Trouble) throws -> Response {
    let isOthers = [.notFound, .forbidden].contains(trouble.kind)
    let page = TroublePage.answer(isOthers ? Trouble(.notForYou) : trouble, visit)
    return try visit.response(page.with { $0.cookies = [cookie] })
  }
}
