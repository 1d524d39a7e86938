import HTTPTypes
import Hummingbird
import TenureDomain
import TenureEngine

/// Where people sign in: by choosing who they are in a demonstration, or by a code.
enum SignInPage {
  struct Model: Sendable {
    struct Group: Sendable {
      let title: String
      let choices: [SignInChoice]
    }

    let path: String
    let groups: [Group]
    let hasGroups: Bool
    let hasCode: Bool
    let code: String
    let isWrong: Bool
    /// Where to go afterwards.
    let next: String
    /// What was typed into a form before, as it was sent.
    let kept: String
    let isKept: Bool
  }

  static let routes: [Route] = [
    .get("/", isOpen: true) { visit in .redirect(visit.face.home) },
    .get("/sign-in", isOpen: true) { visit in
      if visit.session != nil { return .redirect(visit.face.home) }
      return try await answer(visit, after: visit.query["next"])
    },
    .post("/sign-in", isOpen: true, post),
    .post("/sign-out", signOut),
    .get("/language", isOpen: true, language),
  ]

  /// The page itself.
  ///
  /// - Parameters:
  ///   - next: where to go afterwards.
  ///   - kept: what was typed into a form there.
  static func answer(
    _ visit: Visit, after next: String?, keeping kept: FormFields? = nil, isWrong: Bool = false
  ) async throws -> PageAnswer {
    let providers = visit.portal.settings.providers
    let choices = providers.compactMap(\.choices).flatMap { $0 }
    let faces = ["organisation", "consumer", "support", "operator"]
    let groups = faces.compactMap { face -> Model.Group? in
      let members = choices.filter { $0.face == face }
      guard !members.isEmpty else { return nil }
      return Model.Group(title: visit.text("sign-in.faces.\(face)"), choices: members)
    }
    let model = Model(
      path: Place.signIn.path, groups: groups, hasGroups: !groups.isEmpty,
      hasCode: providers.contains { $0.choices == nil }, code: visit.query["code"] ?? "",
      isWrong: isWrong, next: Self.own(next) ?? "", kept: kept?.text ?? "",
      isKept: kept != nil)
    return .page("sign-in", title: visit.text("sign-in.title"), model).with {
      if isWrong { $0.status = .unprocessableContent }
    }
  }

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let (next, kept) = (own(visit.form["next"]), visit.form["kept"].map { FormFields(text: $0) })
    let given = visit.form["provider"] ?? ""
    guard let provider = visit.portal.settings.providers.first(where: { $0.name == given }),
      let answer = visit.form["answer"],
      let signedIn = try await provider.signIn(answer, to: visit.engine)
    else { return try await self.answer(visit, after: next, keeping: kept, isWrong: true) }
    let cookie = SessionCookie.set(signedIn.token, isSecure: visit.isSecure)
    if let kept, let next,
      let again = try await visit.portal.page(at: next, for: signedIn, typed: kept, visit)
    {
      return again.with { $0.cookies.append(cookie) }
    }
    return PageAnswer.go(next ?? Place.home.path).with { $0.cookies = [cookie] }
  }

  private static func signOut(_ visit: Visit) async throws -> PageAnswer {
    if let session = visit.session { try await visit.engine.signOut(token: session.token) }
    return PageAnswer.redirect(.signIn).with {
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
