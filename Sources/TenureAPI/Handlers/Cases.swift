import TenureDomain
import TenureEngine

extension Endpoints {
  private static let list = "/v1/accounts/{account}/cases"

  /// What people ask of the support.
  static let cases: [Endpoint] = [
    .post("openCase", list) { call in
      Reply(
        try await call.engine.openCase(
          call.body, in: call.account(), by: call.known(), once: call.once()))
    },
    .get("listCases", list, query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.cases(
          of: call.account(), after: call.place(), limit: call.limit(), by: call.known()))
    },
    .get("getCase", list + "/{case}") { call in
      try Reply(
        await call.engine.supportCase(
          call.supportCase(), of: call.account(), by: call.known()))
    },
    .patch("closeCase", list + "/{case}") { call in
      Reply(
        try await call.engine.closeCase(
          call.supportCase(), of: call.account(), call.body, by: call.known(),
          ifVersion: call.expectedVersion(), once: call.once()))
    },
    .get("findCases", "/v1/cases", query: ["state"] + Call.pageQuery) { call in
      let words = CaseState.words.map { "`\($0)`" }.joined(separator: " or ")
      let state = try call.query.value("state", "write \(words)") { CaseState(rawValue: $0) }
      return try call.reply(
        await call.engine.findCases(
          state: state, after: call.place(), limit: call.limit(), by: call.known()))
    },
  ]
}

extension Call {
  fileprivate func supportCase() throws -> CaseID { try id("case", Named.Case.self) }
}
