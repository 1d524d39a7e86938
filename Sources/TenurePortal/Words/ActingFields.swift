import TenureDomain
import TenureEngine
import TenurePolicy

/// What a support agent tells besides with every act: for whom, and why. The partial `acting` shows
/// it inside a form, in a model's member named `acting`.
struct ActingFields: Sendable {
  struct Choice: Sendable {
    let id: String
    let name: String
    let isChosen: Bool
  }

  /// What was told.
  struct Given: Sendable {
    /// Whom the agent acts for; nil if nobody was named.
    let onBehalfOf: PersonID?
    let reason: String
  }

  /// The name, and the id, of the field that asks why.
  static let reasonField = "supportReason"
  static let personField = "onBehalfOf"
  /// How many characters a reason may have.
  static let reasonLength = 500

  let people: [Choice]
  let hasPeople: Bool
  /// What was typed before; empty if nothing was.
  let reason: String
  let length = ActingFields.reasonLength
  /// What the ids of the fields end with, where a page has several forms; else empty.
  let mark: String
  /// What is wrong with the reason; nil if nothing is.
  let fault: String?

  /// No more people than this are offered, so that the page of a large organisation stays light.
  private static let mostPeople = 40

  /// The fields as the page shows them, with what was typed; nil for who acts for themselves.
  ///
  /// - Parameters:
  ///   - faults: what ``faults(in:mark:)`` found in a form that was sent.
  ///   - mark: what tells one form of a page from another.
  ///   - isSent: whether what was typed was typed into this form.
  init?(
    _ visit: Visit, faults: [FormFault] = [], mark: String = "", isSent: Bool = true
  ) async throws {
    guard visit.face == .support, let account = visit.account else { return nil }
    let people = try await visit.engine.people(
      of: AccountID(stored: account.id), after: nil, limit: 500, by: try visit.caller()
    ).items.filter { $0.erased == nil }
    let typed = isSent ? visit.form : FormFields()
    let asked = typed[Self.personField] ?? visit.query[Self.personField]
    let ordered = people.enumerated().sorted { one, other in
      (Self.rank(one.element, asked), one.offset) < (Self.rank(other.element, asked), other.offset)
    }.map(\.element)
    self.people = ordered.prefix(Self.mostPeople).enumerated().map { index, person in
      Choice(id: person.id, name: Self.name(of: person, visit), isChosen: index == 0)
    }
    hasPeople = !self.people.isEmpty
    reason = typed[Self.reasonField] ?? ""
    self.mark = mark
    fault = faults[Self.reasonField + mark]
  }

  /// What is wrong with what a support agent told; nothing for who acts for themselves.
  ///
  /// - Parameter mark: that of the form.
  static func faults(in visit: Visit, mark: String = "") -> [FormFault] {
    guard visit.face == .support else { return [] }
    let (reason, field) = (visit.form[reasonField] ?? "", reasonField + mark)
    if reason.isEmpty {
      return [FormFault(field: field, text: visit.text("acting.reason-missing"))]
    }
    guard reason.unicodeScalars.count > reasonLength else { return [] }
    let text = visit.text("acting.reason-long", ["most": visit.say.number(reasonLength)])
    return [FormFault(field: field, text: text)]
  }

  /// What a support agent told; nil for who acts for themselves, or if something is missing.
  static func given(in visit: Visit) -> Given? {
    guard visit.face == .support, let reason = visit.form[reasonField] else { return nil }
    return Given(
      onBehalfOf: visit.form[personField].flatMap { PersonID($0) }, reason: reason)
  }

  /// Who was asked for, then those who decide for the account, then the others.
  private static func rank(_ person: PersonBody, _ asked: String?) -> Int {
    if person.id == asked { return 0 }
    let roles = person.roles.compactMap { Role(rawValue: $0) }
    let best = roles.compactMap { deciding.firstIndex(of: $0) }.min()
    return 1 + (best ?? deciding.count)
  }

  private static let deciding: [Role] =
    [.owner, .globalAdministrator, .billingAccountOwner, .billingAdministrator]
    + Role.allCases.filter { ![.user, .familyMember, .visitor, .supportAgent].contains($0) }

  private static func name(of person: PersonBody, _ visit: Visit) -> String {
    let name = person.name ?? person.id
    guard let role = person.roles.first.flatMap({ Role(rawValue: $0) }) else { return name }
    return visit.text("acting.person", ["name": name, "role": visit.say.name(of: role)])
  }
}
