import HTTPTypes
import TenureDomain
import TenureEngine
import TenurePolicy

/// Where somebody asks to be called.
enum CallBackPage {
  static let routes: [Route] = [
    .get("/accounts/{account}/call-back") { visit in
      try await page(try AccountVisit(visit))
    },
    .post("/accounts/{account}/call-back", post),
  ]

  /// What is told, as the engine takes it.
  private struct Wish: Encodable {
    var phone: String
    var person: String?
    var subscription: String?
    var act: String?
    var language: String?
    var bestTime: String?
    var note: String?
    var supportReason: String?
  }

  /// The member of a case that its address is made of.
  private struct CaseNumber: Decodable {
    var id: String
  }

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let told = try await ActingFields.told(in: visit)
    guard let phone = visit.form["phone"], told.faults.isEmpty else {
      let fault = FormFault(field: "phone", text: visit.text("call-back.phone-missing"))
      return try await page(own, told.faults + (visit.form["phone"] == nil ? [fault] : [])).faulty
    }
    let language = visit.form["language"].flatMap { visit.languages.contains($0) ? $0 : nil }
    let wish = Wish(
      phone: phone, person: told.given?.onBehalfOf?.text,
      subscription: visit.form["subscription"],
      act: visit.form["act"].flatMap { ActKind(rawValue: $0) }?.rawValue,
      language: language ?? visit.language, bestTime: visit.form["bestTime"],
      note: visit.form["note"], supportReason: told.given?.reason)
    do {
      let answer = try await own.engine.openCase(
        try JSONText.bytes(wish), in: own.id, by: own.caller, once: try visit.once())
      let number = try JSONText.value(CaseNumber.self, answer.body).id
      return .go(Place.callBack(own.id, about: nil).path([("case", number)]))
    } catch EngineError.invalid(let faults) {
      return try await page(own, faults.map { sentence($0, visit) }).faulty
    } catch EngineError.keyReused {
      // Something else was sent from the same page before: it is shown with a key of its own.
      let fault = FormFault(field: "phone", text: visit.text("call-back.sent-before"))
      return try await page(own, [fault]).faulty
    }
  }

  /// What is wrong with a field, in the words of the page.
  private static func sentence(_ fault: FieldFault, _ visit: Visit) -> FormFault {
    let key = "call-back.faults.\(fault.field)"
    guard visit.say.messages.texts["portal.\(key)"] != nil else {
      return FormFault(field: fault.field, text: "\(fault.problem). \(fault.remedy).")
    }
    return FormFault(field: fault.field, text: visit.text(key))
  }

  private static func page(
    _ own: AccountVisit, _ faults: [FormFault] = []
  ) async throws -> PageAnswer {
    let model = try await Model(own, faults)
    return .page(
      "call-back", title: own.visit.text("call-back.title"), lead: own.visit.text("call-back.lead"),
      under: own.crumbs, model)
  }
}
