import TenureDomain
import TenureEngine
import TenurePolicy

/// What a support agent tells besides with every act: for whom, and why. The partial `acting` shows
/// it inside a form, in a model's member named `acting`.
///
/// Nobody is chosen before the agent chooses, or the record would name somebody who never asked.
/// Only a link that says for whom, such as that of a person's page, fills the field in.
struct ActingFields: Sendable {
  struct Choice: Sendable {
    /// What the field says for this person.
    let id: String
    let name: String
    let isChosen: Bool
  }

  /// What was told.
  struct Given: Sendable {
    /// Whom the agent acts for; nil where the account has nobody.
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
  /// Whether there are so many that the field is typed into.
  let isTyped: Bool
  /// What was typed into it before; empty if nothing was.
  let person: String
  /// What is wrong with whom was named; nil if nothing is.
  let personFault: String?
  /// What was typed before; empty if nothing was.
  let reason: String
  let length = ActingFields.reasonLength
  /// What the ids of the fields end with, where a page has several forms; else empty.
  let mark: String
  /// What is wrong with the reason; nil if nothing is.
  let fault: String?

  /// The fields as the page shows them, with what was typed; nil for who acts for themselves.
  ///
  /// - Parameters:
  ///   - faults: what ``told(in:mark:)`` found in a form that was sent.
  ///   - mark: what tells one form of a page from another.
  ///   - isSent: whether what was typed was typed into this form.
  init?(
    _ visit: Visit, faults: [FormFault] = [], mark: String = "", isSent: Bool = true
  ) async throws {
    guard visit.face == .support, visit.account != nil else { return nil }
    let known = try await ActingPeople(AccountVisit(visit))
    let typed = isSent ? visit.form : FormFields()
    let linked = visit.query[Self.personField].flatMap { known[$0] }
    isTyped = !known.areListed
    person = typed[Self.personField] ?? linked.map(ActingPeople.typed) ?? ""
    let chosen = typed[Self.personField] ?? linked?.id
    people = known.all.prefix(ActingPeople.mostListed).map { [isTyped] person in
      Choice(
        id: isTyped ? ActingPeople.typed(for: person) : person.id,
        name: Self.name(of: person, visit), isChosen: person.id == chosen)
    }
    hasPeople = !people.isEmpty
    reason = typed[Self.reasonField] ?? ""
    self.mark = mark
    personFault = faults[Self.personField + mark]
    fault = faults[Self.reasonField + mark]
  }

  private static func name(of person: PersonBody, _ visit: Visit) -> String {
    let name = person.name ?? person.id
    guard let role = person.roles.first.flatMap({ Role(rawValue: $0) }) else { return name }
    return visit.text("acting.person", ["name": name, "role": visit.say.name(of: role)])
  }
}

// MARK: - What was sent

extension ActingFields {
  /// What a form says of whom a support agent acts for, and why.
  struct Told: Sendable {
    /// nil for who acts for themselves, or if something is wrong.
    var given: Given?
    var faults: [FormFault] = []
  }

  /// - Parameter mark: that of the form.
  static func told(in visit: Visit, mark: String = "") async throws -> Told {
    guard visit.face == .support else { return Told() }
    let people = try await ActingPeople(AccountVisit(visit))
    var faults: [FormFault] = []
    var person: PersonID?
    if !people.all.isEmpty {
      switch whom(in: visit, of: people) {
      case .success(let found): person = found
      case .failure(let wrong):
        faults.append(FormFault(field: personField + mark, text: wrong.text))
      }
    }
    let reason = visit.form[reasonField] ?? ""
    if let text = fault(of: reason, visit) {
      faults.append(FormFault(field: reasonField + mark, text: text))
    }
    guard faults.isEmpty else { return Told(faults: faults) }
    return Told(given: Given(onBehalfOf: person, reason: reason))
  }

  private struct Wrong: Error {
    let text: String
  }

  private static func whom(
    in visit: Visit, of people: ActingPeople
  ) -> Result<PersonID, Wrong> {
    guard let typed = visit.form[personField] else {
      return .failure(Wrong(text: visit.text("acting.nobody")))
    }
    switch people.meant(by: typed) {
    case .one(let person): return .success(PersonID(stored: person.id))
    case .nobody: return .failure(Wrong(text: visit.text("acting.unknown")))
    case .unclear(let some, let isName):
      let names = some.prefix(mostNamed).map { person in
        "\(person.name ?? person.id) (\(ActingPeople.typed(for: person)))"
      }
      return .failure(
        Wrong(
          text: visit.text(
            isName ? "acting.several" : "acting.nearly", ["people": visit.say.list(names)])))
    }
  }

  /// So many people who may be meant are named.
  private static let mostNamed = 5

  /// What is wrong with a reason; nil if nothing is.
  private static func fault(of reason: String, _ visit: Visit) -> String? {
    if reason.isEmpty { return visit.text("acting.reason-missing") }
    guard reason.unicodeScalars.count > reasonLength else { return nil }
    return visit.text("acting.reason-long", ["most": visit.say.number(reasonLength)])
  }
}
