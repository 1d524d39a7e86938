import TenureDomain
import TenureEngine
import TenurePolicy

extension CallBackPage {
  struct Model: Sendable {
    struct Option: Sendable {
      let value: String
      let name: String
      let isChosen: Bool
    }

    /// A field that is typed into.
    struct Field: Sendable {
      let value: String
      let fault: String?
    }

    let path: String
    let faults: [FormFault]
    let hasFaults: Bool
    let confirmation: Confirmation?
    /// Why nobody can be asked from here; nil if somebody can.
    let whyNot: String?
    let isForm: Bool
    let phone: Field
    let bestTime: Field
    let note: Field
    let subscriptions: [Option]
    let languages: [Option]
    /// For whom an agent asks, and why.
    let acting: ActingFields?
    let act: String
    let waiting: [CaseLine]
    let hasWaiting: Bool

    /// No more subscriptions are offered, so that the page stays light.
    private static let mostSubscriptions = 40

    init(_ own: AccountVisit, _ faults: [FormFault]) async throws {
      let visit = own.visit
      path = Place.callBack(own.id, about: nil).path
      self.faults = faults
      hasFaults = !faults.isEmpty
      let cases = try await Self.cases(own)
      confirmation = visit.query["case"].flatMap { number in
        cases.first { $0.id == number }
      }.map { Confirmation($0, visit) }
      let may = own.may(.openCase)
      whyNot = may ? nil : visit.text("call-back.not-you")
      isForm = may && confirmation == nil
      func field(_ name: String) -> Field {
        Field(value: visit.form[name] ?? "", fault: faults[name])
      }
      phone = field("phone")
      bestTime = field("bestTime")
      note = field("note")
      subscriptions = isForm ? try await Self.subscriptions(own) : []
      let chosen = visit.form["language"] ?? visit.language
      languages = visit.languages.map { tag in
        Option(
          value: tag,
          name: visit.engine.shelf.localizer(for: tag).text("portal.frame.language"),
          isChosen: tag == chosen)
      }
      acting = isForm ? try await ActingFields(visit, faults: faults) : nil
      act =
        (visit.form["act"] ?? visit.query["act"]).flatMap { ActKind(rawValue: $0) }?.rawValue
        ?? ""
      waiting = try await visit.lines(of: cases.filter { $0.state == CaseState.open.rawValue })
      hasWaiting = !waiting.isEmpty
    }

    /// What was asked for the account, as far as whoever asks may see it.
    private static func cases(_ own: AccountVisit) async throws -> [CaseBody] {
      do {
        return try await own.all { place in
          try await own.engine.cases(
            of: own.id, after: place, limit: PageLimit.most, by: own.caller)
        }
      } catch EngineError.forbidden {
        return []
      }
    }

    private static func subscriptions(_ own: AccountVisit) async throws -> [Option] {
      let visit = own.visit
      let asked = visit.form["subscription"] ?? visit.query["subscription"]
      let page = try await own.engine.subscriptions(
        SubscriptionFilter(account: own.id, now: own.engine.clock.now()), after: nil,
        limit: mostSubscriptions, by: own.caller)
      let names = visit.names(of: page.items)
      var options = page.items.map { body in
        Option(value: body.id, name: names[body.id] ?? body.id, isChosen: body.id == asked)
      }
      // What one came from is offered also in an account of many.
      if let asked, let id = SubscriptionID(asked), !options.contains(where: { $0.value == asked })
      {
        do {
          let body = try await own.engine.subscription(id, of: own.id, by: own.caller).body
          options.append(
            Option(value: body.id, name: visit.product(body.product), isChosen: true))
        } catch EngineError.notFound {
          return options
        }
      }
      return options
    }
  }

  /// What is said to who has just asked.
  struct Confirmation: Sendable {
    let sentence: String
    /// When it suits, in the person's words; nil if nothing was told.
    let time: String?
    let number: String

    init(_ body: CaseBody, _ visit: Visit) {
      sentence = visit.text("call-back.we-call", ["phone": body.phone ?? ""])
      time = body.bestTime.map { visit.text("call-back.we-know", ["time": $0]) }
      number = body.id
    }
  }
}
