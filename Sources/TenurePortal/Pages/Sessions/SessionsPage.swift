import TenureDomain
import TenureEngine
import TenurePolicy

/// Where somebody is signed in, and how to end it.
enum SessionsPage {
  struct Model: Sendable {
    struct Row: Sendable {
      let created: String
      let isoCreated: String
      let expires: String
      let isoExpires: String
      let isThis: Bool
      /// Where it is ended.
      let end: String
    }

    let path: String
    let done: String?
    let rows: [Row]
    let hasOthers: Bool
    let times: String
  }

  static let routes: [Route] = [
    .get("/sessions", get),
    .post("/sessions", endOthers),
    .get("/sessions/{session}/end") { _ in .redirect(.sessions) },
    .post("/sessions/{session}/end", end),
  ]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let own = try await Own(visit)
    let open = try await own.open()
    let rows = open.map { body in
      Model.Row(
        created: own.moment(body.created), isoCreated: body.created,
        expires: own.moment(body.expires), isoExpires: body.expires,
        isThis: body.id == own.present?.text,
        end: Place.endSession(SessionID(stored: body.id)).path)
    }
    let done = visit.query["done"].flatMap { code in
      ["ended", "others"].contains(code) ? visit.text("sessions.done-\(code)") : nil
    }
    let model = Model(
      path: Place.sessions.path, done: done, rows: rows,
      hasOthers: rows.contains { !$0.isThis },
      times: visit.text("sessions.times", ["zone": own.zoneName]))
    let hours = visit.say.number(Engine.sessionHours)
    return .page(
      "sessions", title: visit.text("sessions.title"),
      lead: visit.text("sessions.lead", ["hours": hours]),
      under: own.home.map { [$0] } ?? [], model)
  }

  private static func end(_ visit: Visit) async throws -> PageAnswer {
    let own = try await Own(visit)
    let id = try visit.id("session", Named.Session.self)
    try await own.end(id)
    if id == own.present {
      return SignInPage.signedOut(visit)
    }
    return .go(Place.sessions.path([("done", "ended")]))
  }

  private static func endOthers(_ visit: Visit) async throws -> PageAnswer {
    let own = try await Own(visit)
    for session in try await own.open() where session.id != own.present?.text {
      try await own.end(SessionID(stored: session.id))
    }
    return .go(Place.sessions.path([("done", "others")]))
  }
}

/// The sessions of whoever asks: a person's, or those of the key that an operator signed in as.
private struct Own {
  let visit: Visit
  let caller: Caller
  /// The session that asks.
  let present: SessionID?
  let zoneName: String
  /// The page above, for somebody who has an account.
  let home: Crumb?
  private let zone: ZoneRules

  init(_ visit: Visit) async throws {
    self.visit = visit
    caller = try visit.caller()
    let token = visit.session?.token ?? ""
    present = try await visit.engine.session(of: token)?.id
    guard case .person(let person) = caller else {
      (zoneName, zone, home) = ("UTC", .utc, nil)
      return
    }
    let account = try await visit.engine.account(person.account, by: .console).body
    zoneName = account.timeZone
    zone = visit.engine.zones.zone(account.timeZone) ?? .utc
    let title = visit.face == .support ? visit.text("frame.support") : account.name
    home = Crumb(title, visit.face.home)
  }

  func moment(_ text: String) -> String {
    Timestamp(text).map { visit.say.dateTime($0, in: zone) } ?? text
  }

  /// Those that are neither ended nor over, the newest first.
  func open() async throws -> [SessionBody] {
    let all =
      switch caller {
      case .person(let person):
        try await visit.engine.sessions(of: person.id, in: person.account, by: caller).items
      case .program(let key): try await visit.engine.sessions(ofKey: key.id, by: caller).items
      case .console: [SessionBody]()
      }
    let now = visit.engine.clock.now()
    return all.filter { body in
      body.ended == nil && Timestamp(body.expires).map { $0 > now } == true
    }.reversed()
  }

  /// - Throws: `EngineError.notFound` for a session of somebody else.
  func end(_ id: SessionID) async throws {
    switch caller {
    case .person(let person):
      _ = try await visit.engine.endSession(
        id, of: person.id, in: person.account, by: caller)
    case .program(let key): _ = try await visit.engine.endSession(id, ofKey: key.id, by: caller)
    case .console: throw EngineError.notFound("session")
    }
  }
}
