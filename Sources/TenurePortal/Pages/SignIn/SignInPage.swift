import HTTPTypes
import Hummingbird
import TenureDomain
import TenureEngine

/// Where people sign in: by choosing who they are in a demonstration, or by a code.
enum SignInPage {
  static let routes: [Route] = [
    .get("/", isOpen: true) { visit in .redirect(visit.face.home) },
    .get("/sign-in", isOpen: true) { visit in
      if visit.session != nil { return .redirect(visit.face.home) }
      return try await answer(visit, after: visit.query["next"])
    },
    .post("/sign-in", isOpen: true, post),
    // A session that is over already is signed out as well.
    .post("/sign-out", isOpen: true, signOut),
    .get("/language", isOpen: true, language),
  ]

  /// The page itself.
  ///
  /// - Parameters:
  ///   - next: where to go afterwards.
  ///   - kept: what was typed into a form there.
  ///   - wrong: the provider that did not know the answer; nil if none was asked.
  static func answer(
    _ visit: Visit, after next: String?, keeping kept: FormFields? = nil, wrong: String? = nil
  ) async throws -> PageAnswer {
    let model = Model(visit, next: own(next), kept: kept, wrong: wrong)
    let page = PageAnswer.page(
      "sign-in", title: visit.text("sign-in.title"),
      lead: visit.text(model.hasGroups ? "sign-in.lead-demo" : "sign-in.lead-code"), model)
    return (wrong == nil ? page : page.faulty).keeping(kept != nil)
  }

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let (next, kept) = (own(visit.form["next"]), visit.form["kept"].map { FormFields(text: $0) })
    let given = visit.form["provider"] ?? ""
    guard let signedIn = try await signIn(visit, given) else {
      return try await answer(visit, after: next, keeping: kept, wrong: given)
    }
    let cookie = SessionCookie.set(signedIn.token, isSecure: visit.isSecure)
    if let kept, let next,
      let again = try await visit.portal.page(at: next, for: signedIn, typed: kept, visit)
    {
      return again.with { $0.cookies.append(cookie) }
    }
    return PageAnswer.go(next ?? Place.home.path).with { $0.cookies = [cookie] }
  }

  /// - Throws: `Trouble` where too many answers of one address were wrong.
  private static func signIn(_ visit: Visit, _ given: String) async throws -> SignedIn? {
    let (portal, now) = (visit.portal, visit.engine.clock.now())
    guard let provider = portal.settings.providers.first(where: { $0.name == given }),
      let answer = visit.form["answer"]
    else { return nil }
    guard portal.tries.begin(visit.address, at: now) else {
      throw Trouble(.tooMany, detail: visit.text("sign-in.too-many"))
    }
    guard let signedIn = try await provider.signIn(answer, to: visit.engine) else { return nil }
    portal.tries.forgive(visit.address)
    return signedIn
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
