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
    let (session, own) = try await session()
    let account = try await account(match.parameters, session, own)
    var form = FormFields()
    if request.method == .post {
      try FormGuard(publicURL: portal.settings.publicURL).checkOrigin(of: request)
      form = try await FormFields(of: request)
      if !match.route.isOpen {
        guard let session else {
          throw SignInFirst(form: form.without(["token", "once"]))
        }
        guard form["token"] == session.formToken else { throw Trouble(.foreignForm) }
      }
    }
    return Visit(
      portal: portal, request: request, requestID: requestID, address: address,
      parameters: decoded(match.parameters),
      query: FormFields(text: request.uri.query ?? "").values,
      form: form, session: session, account: account, say: localizer(session, own))
  }

  /// The page that says what went wrong. Where somebody must sign in first, it is the sign-in page.
  ///
  /// - Parameter parameters: those of the address.
  func page(of trouble: Trouble, _ parameters: [String: String]) async throws -> Response {
    let (session, own) = try await session()
    let visit = Visit(
      portal: portal, request: request, requestID: requestID, address: address,
      parameters: decoded(parameters),
      query: FormFields(text: request.uri.query ?? "").values,
      form: FormFields(), session: session, account: nil, say: localizer(session, own))
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
      say: localizer(nil, nil))
    return try visit.response(
      try await SignInPage.answer(visit, after: request.uri.path, keeping: first.form))
  }

  private func decoded(_ parameters: [String: String]) -> [String: String] {
    parameters.mapValues { PercentCoding.decoded($0[...]) ?? "" }
  }

  /// Who has signed in, with the account that person belongs to.
  private func session() async throws -> (OpenSession?, AccountBody?) {
    guard let token = request.cookies[SessionCookie.name]?.value,
      let credential = Credential(token), let caller = try await engine.caller(credential)
    else { return (nil, nil) }
    var own: AccountBody?
    if case .person(let person) = caller {
      own = try? await engine.account(person.account, by: .console).body
    }
    return (OpenSession(token: token, caller: caller, account: own), own)
  }

  /// The account of the address; nil if there is none, or none for whoever asks.
  private func account(
    _ parameters: [String: String], _ session: OpenSession?, _ own: AccountBody?
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
  private func localizer(_ session: OpenSession?, _ own: AccountBody?) -> Localizer {
    let languages = engine.shelf.messages.map(\.language)
    if let chosen = request.cookies[LanguageCookie.name]?.value, languages.contains(chosen) {
      return engine.shelf.localizer(for: chosen)
    }
    if case .person(let person)? = session?.caller {
      return engine.shelf.localizer(for: person.language ?? own?.language ?? "en")
    }
    let accepted = LanguageField(request.headers[.acceptLanguage] ?? "")
    return engine.shelf.localizer(for: accepted.choose(from: languages) ?? "en")
  }
}

/// A form came, but nobody has signed in, or not any more: what was typed is kept.
struct SignInFirst: Error {
  let form: FormFields
}
