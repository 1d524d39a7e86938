import HTTPTypes
import TenureDomain
import TenureEngine

extension Endpoints {
  static let policies: [Endpoint] = [
    .get("listPolicies", "/v1/policies") { call in
      try call.reply(Page(call.engine.policies(by: call.known()), next: nil))
    },
    .get("getPolicy", "/v1/policies/{edition}", query: ["rule"], forms: [.json, .yaml]) { call in
      let name = call.parameters["edition"] ?? ""
      let rule = try call.text("rule", upTo: 100)
      var body = try call.engine.policy(name, by: call.known(), language: call.language)
      if call.form == .yaml {
        let document = call.engine.shelf.editions.first { "\($0)" == name }.flatMap {
          call.engine.shelf.document(of: $0)
        }
        return Reply(.ok, .bytes(Array((document ?? "").utf8), .yaml))
      }
      body.rules = body.rules.filter {
        RuleName.matches(rule, id: $0.id, implements: $0.implements)
      }
      return try Reply(body)
    },
    .post("addPolicy", "/v1/policies", input: .body(.yaml)) { call in
      Reply(try await call.engine.addPolicy(call.body, by: call.known()))
    }.long,
  ]
}
