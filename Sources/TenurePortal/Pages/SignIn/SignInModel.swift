import HTTPTypes
import HummingbirdCore
import TenureEngine

extension SignInPage {
  struct Model: Sendable {
    struct Group: Sendable {
      let title: String
      let choices: [Choice]
    }

    struct Choice: Sendable {
      let answer: String
      let name: String
      /// The organisation or family; nil where there is none.
      let account: String?
      /// What one can try as them; nil where nothing is said.
      let hint: String?
    }

    let path: String
    /// What has happened, or is about to; nil for nothing.
    let notice: String?
    let faults: [FormFault]
    let hasFaults: Bool
    /// What is wrong with the code; nil if nothing is.
    let fault: String?
    /// Why one cannot be who was chosen, or not yet; nil if nothing stands against it.
    let trouble: String?
    let groups: [Group]
    let hasGroups: Bool
    /// Whom one can be besides, with the account's name.
    let others: [Choice]
    let hasOthers: Bool
    let hasCode: Bool
    let code: String
    /// Where to go afterwards.
    let next: String
    /// What was typed into a form before, as it was sent.
    let kept: String

    private static let faces = ["organisation", "consumer", "support", "operator"]

    /// - Parameters:
    ///   - next: where to go afterwards; nil for the first page of whoever signs in.
    ///   - refusal: why nobody is signed in; nil if nobody tried.
    init(_ visit: Visit, next: String?, kept: FormFields?, refusal: SignInPage.Refusal?) {
      let providers = visit.portal.settings.providers
      let choices = providers.compactMap(\.choices).flatMap { $0 }
      let first = choices.contains { $0.hint != nil } ? choices.filter { $0.hint != nil } : choices
      path = Place.signIn.path
      groups = Self.faces.compactMap { face in
        let members = first.filter { $0.face == face }
        guard !members.isEmpty else { return nil }
        return Group(
          title: visit.text("sign-in.faces.\(face)"),
          choices: members.map { Self.choice($0, visit) })
      }
      hasGroups = !groups.isEmpty
      others = choices.filter { !first.contains($0) }.map { Self.choice($0, visit) }
      hasOthers = !others.isEmpty
      hasCode = providers.contains { $0.choices == nil }
      let isCode = hasCode && refusal != nil && refusal?.provider != "demo"
      (fault, trouble) = refusal.map { Self.why($0, isCode: isCode, visit) } ?? (nil, nil)
      faults = fault.map { [FormFault(field: "code", text: $0)] } ?? []
      hasFaults = !faults.isEmpty
      code = (isCode ? visit.form["answer"] : visit.query["code"]) ?? ""
      self.next = next ?? ""
      self.kept = kept?.kept ?? ""
      notice = Self.notice(visit, next: next, isKept: kept != nil)
    }

    private static func choice(_ choice: SignInChoice, _ visit: Visit) -> Choice {
      Choice(
        answer: choice.answer, name: choice.name,
        account: choice.account.isEmpty || choice.account == choice.name ? nil : choice.account,
        hint: choice.hint.map { visit.text("sign-in.try.\($0)") })
    }

    /// What is said at the code and above the page.
    private static func why(
      _ refusal: SignInPage.Refusal, isCode: Bool, _ visit: Visit
    ) -> (fault: String?, trouble: String?) {
      if refusal.isHeldBack { return (nil, visit.text("sign-in.too-many")) }
      guard isCode else { return (nil, visit.text("sign-in.not-them")) }
      return (visit.text(visit.form["answer"] == nil ? "sign-in.no-code" : "sign-in.wrong"), nil)
    }

    private static func notice(_ visit: Visit, next: String?, isKept: Bool) -> String? {
      if isKept { return visit.text("sign-in.kept") }
      if visit.request.method == .post { return nil }
      if visit.query["done"] == "signed-out" { return visit.text("sign-in.signed-out") }
      return next == nil ? nil : visit.text("sign-in.first")
    }
  }
}
