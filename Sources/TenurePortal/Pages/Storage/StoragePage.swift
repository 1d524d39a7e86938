import TenureDomain
import TenureEngine
import TenurePolicy

/// What each person of a family keeps in the cloud, what of it works, and what becomes of it
/// (CON-S4 to CON-S10).
enum StoragePage {
  struct Model: Sendable {
    struct Person: Sendable {
      let id: String
      let name: String
      /// What is kept, beside what may be; nil while nobody reported it.
      let standing: Standing?
    }

    struct Standing: Sendable {
      let words: String
      let used: Int64
      let quota: Int64
      let mail: String?
      let badge: String
      let state: String
      let meaning: String
      let effects: [String]
      let hasEffects: Bool
      let dates: TimelineView
      let hasDates: Bool
      let reported: String
      let isFrozen: Bool
      let mayReopen: Bool
      let acting: ActingFields?
    }

    let path: String
    let faults: [FormFault]
    let hasFaults: Bool
    let isConsumer: Bool
    let people: [Person]
    let hasPeople: Bool
    let done: String?
    let trouble: String?
    let isClosed: String?
    /// For how many days storage is open that was opened again.
    let reopening: Reopening
    /// What may be kept without a subscription; nil where the policy says nothing.
    let free: String?
    let calendar: String
    let subscriptions: String
  }

  /// What is said of opening frozen storage.
  struct Reopening: Sendable {
    let what: String
    let button: String
    let byOwner: String
  }

  static let routes: [Route] = [
    .get("/accounts/{account}/storage") { visit in
      try await page(try AccountVisit(visit))
    },
    .post("/accounts/{account}/storage", post),
  ]

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    guard let person = visit.form["person"].flatMap({ PersonID($0) }) else {
      throw Trouble(.notFound)
    }
    let told = try await ActingFields.told(in: visit, mark: mark(of: person))
    guard told.faults.isEmpty else { return try await page(own, faults: told.faults).faulty }
    do {
      _ = try await own.engine.reopenStorage(
        of: person, in: own.id, by: own.caller, onBehalfOf: told.given?.onBehalfOf,
        because: told.given?.reason, once: try visit.once())
    } catch EngineError.invalid {
      return try await page(own, trouble: visit.text("storage.not-frozen")).faulty
    }
    return .go(Place.storage(own.id).path([("done", "reopened")]))
  }

  /// What tells a person's form from the others.
  static func mark(of person: PersonID) -> String { "-\(person)" }

  private static func page(
    _ own: AccountVisit, trouble: String? = nil, faults: [FormFault] = []
  ) async throws -> PageAnswer {
    let visit = own.visit
    var people: [Model.Person] = []
    if own.isConsumer {
      for person in try await shown(own) {
        people.append(try await StorageView(own, faults: faults).person(person))
      }
    }
    let free = try await own.engine.freeStorage(in: own.id, by: own.caller)
    let days = ["days": visit.count("storage.for-days", Engine.reopenedDays)]
    let model = Model(
      path: Place.storage(own.id).path, faults: faults, hasFaults: !faults.isEmpty,
      isConsumer: own.isConsumer, people: people, hasPeople: !people.isEmpty,
      done: own.done(["reopened"], of: "storage", days), trouble: trouble, isClosed: own.closed,
      reopening: Reopening(
        what: visit.text("storage.reopen-what", days),
        button: visit.text("storage.reopen-button", days),
        byOwner: visit.text("storage.reopen-owner", days)),
      free: free.map { rule in
        visit.text(
          "storage.counts-after",
          ["files": visit.say.bytes(rule.cloud), "mail": visit.say.bytes(rule.mail)])
      }, calendar: Place.calendar(own.id).path,
      subscriptions: Place.subscriptions(own.id).path)
    return .page(
      "storage", title: visit.text("storage.title"),
      lead: visit.text(own.isConsumer ? "storage.lead" : "storage.lead-organisation"),
      in: .storage, model)
  }

  /// Everybody for whoever looks after the account, else only who asks.
  private static func shown(_ own: AccountVisit) async throws -> [PersonBody] {
    if own.may(.readPeople) { return try await own.people() }
    guard case .person(let person) = own.caller, person.account == own.id else { return [] }
    return [try await own.engine.person(person.id, of: own.id, by: own.caller)]
  }
}
