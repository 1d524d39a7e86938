import TenureDomain
import TenureEngine

extension Endpoints {
  static let acts: [Endpoint] = [
    .get("getOptions", subscriptionPath + "/options", query: ["person", "role"]) { call in
      try Reply(
        await call.engine.options(
          of: call.subscription(), in: call.account(), for: named(call), by: call.known(),
          language: call.language))
    },
    .post("createQuote", subscriptionPath + "/quotes") { call in
      try Reply(
        await call.engine.quote(
          call.act(), on: call.subscription(), of: call.account(), by: call.known(),
          language: call.language))
    },
    .post("carryOut", subscriptionPath + "/acts") { call in
      let answer = try await call.engine.carryOut(
        call.act(), on: call.subscription(), of: call.account(), by: call.known(),
        once: call.once(), ifVersion: call.expectedVersion())
      if !answer.isReplay, let act = answer.act {
        call.api.metrics.countAct(act.outcome.rawValue)
      }
      return Reply(answer, requestID: call.exchange.requestID)
    },
  ]

  /// Whom a program asks for.
  static func named(_ call: Call) throws -> ActRequest.Named? {
    let role: Role? = try word(call, "role")
    let person: PersonID? = try call.query.value("person", "write a person's id") { PersonID($0) }
    switch (person, role) {
    case (nil, nil): return nil
    case (let person?, nil): return .person(person)
    case (nil, let role?): return .role(role)
    default:
      throw Problem.invalid("query.role", "two actors are named", "name a person or a role")
    }
  }
}

extension Call {
  /// The act that the body asks for.
  func act() throws -> ActRequest {
    try ActRequest(body: body, products: engine.shelf.products)
  }
}
