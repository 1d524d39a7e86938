import HTTPTypes
import Hummingbird
import TenureDomain
import TenureEngine

/// Where people sign in: by choosing who they are in a demonstration, or by a code.
enum SignInPage {
  static let routes: [Route] = [
    .get("/", isOpen: true) { visit in .redirect(visit.face.home) },
    .get("/sign-in", isOpen: true) { visit in
      if visit.session != nil { return .go(own(visit.query["next"]) ?? visit.face.home.path) }
      return try await answer(visit, after: visit.query["next"])
    },
    .post("/sign-in", isOpen: true, post),
    // A session that is over already is signed out as well.
    .post("/sign-out", isOpen: true, signOut),
    .get("/language", isOpen: true, language),
  ]

  /// Why a try to sign in did not succeed.
  struct Refusal: Error {
    /// Which was asked, or would have been.
    let provider: String
    /// Whether too many answers of one address were wrong, so that this one was not looked at.
    var isHeldBack = false
  }

  /// The page itself.
  ///
  /// - Parameters:
  ///   - next: where to go afterwards.
  ///   - kept: what was typed into a form there.
  ///   - refusal: why nobody is signed in; nil if nobody tried.
  static func answer(
    _ visit: Visit, after next: String?, keeping kept: FormFields? = nil,
    refusal: Refusal? = nil
  ) async throws -> PageAnswer {
    let model = Model(visit, next: own(next), kept: kept, refusal: refusal)
    let page = PageAnswer.page(
      "sign-in", title: visit.text("sign-in.title"),
      lead: visit.text(model.hasGroups ? "sign-in.lead-demo" : "sign-in.lead-code"), model
    ).keeping(kept != nil)
    guard let refusal else { return page }
    return page.faulty.with {
      guard refusal.isHeldBack else { return }
      $0.status = .tooManyRequests
      $0.fields[.retryAfter] = "\(SignInTries.seconds)"
    }
  }

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let next = own(visit.form["next"])
    let kept = visit.form["kept"].flatMap { FormFields(kept: $0) }
    switch try await signIn(visit, visit.form["provider"] ?? "") {
    case .failure(let refusal):
      return try await answer(visit, after: next, keeping: kept, refusal: refusal)
    case .success(let signedIn):
      let cookie = SessionCookie.set(signedIn.token, isSecure: visit.isSecure)
      if let kept, let next,
        let again = try await page(at: next, typed: kept, for: signedIn, cookie, visit)
      {
        return again.with { $0.cookies.append(cookie) }
      }
      return PageAnswer.go(next ?? Place.home.path).with { $0.cookies = [cookie] }
    }
  }

  /// The page of a form that was kept; nil if there is none.
  private static func page(
    at path: String, typed: FormFields, for signedIn: SignedIn, _ cookie: Cookie, _ visit: Visit
  ) async throws -> PageAnswer? {
    let own = await visit.engine.ownAccount(of: signedIn.caller)
    let session = OpenSession(token: signedIn.token, caller: signedIn.caller, account: own)
    do {
      return try await visit.portal.page(
        at: path, typed: typed, by: session, saying: visit.text("sign-in.again"), visit)
    } catch {
      let seen = visit.repeated(
        visit.request, [:], session: session, account: nil, typed: FormFields())
      throw AfterSignIn(cause: error, visit: seen, cookie: cookie)
    }
  }

  private static func signIn(
    _ visit: Visit, _ given: String
  ) async throws -> Result<SignedIn, Refusal> {
    let (portal, now) = (visit.portal, visit.engine.clock.now())
    guard let provider = portal.settings.providers.first(where: { $0.name == given }),
      let answer = visit.form["answer"]
    else { return .failure(Refusal(provider: given)) }
    guard portal.tries.begin(visit.address, at: now) else {
      return .failure(Refusal(provider: given, isHeldBack: true))
    }
    guard let signedIn = try await provider.signIn(answer, to: visit.engine) else {
      return .failure(Refusal(provider: given))
    }
    portal.tries.forgive(visit.address)
    return .success(signedIn)
  }

  private static func signOut(_ visit: Visit) async throws -> PageAnswer {
    if let session = visit.session { try await visit.engine.signOut(token: session.token) }
    return signedOut(visit)
  }

  /// The page after signing out.
  static func signedOut(_ visit: Visit) -> PageAnswer {
    PageAnswer.go(Place.signIn.path([("done", "signed-out")])).with {
      $0.cookies = [SessionCookie.removed(isSecure: visit.isSecure)]
    }
  }

  private static func language(_ visit: Visit) async throws -> PageAnswer {
    let back = own(visit.query["back"]) ?? Place.home.path
    guard let tag = visit.query["to"], visit.languages.contains(tag) else { return .go(back) }
    return PageAnswer.go(back).with {
      $0.cookies = [LanguageCookie.set(tag, isSecure: visit.isSecure)]
    }
  }

  /// An address of this portal; nil for one of any other site.
  private static func own(_ path: String?) -> String? {
    guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
      path.utf8.count <= 2_000, path.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return nil }
    return path
  }
}
