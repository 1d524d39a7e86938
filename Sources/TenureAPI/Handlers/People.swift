import TenureEngine

extension Endpoints {
  private static let list = "/v1/accounts/{account}/people"
  private static let path = list + "/{person}"

  static let people: [Endpoint] = [
    .get("listPeople", list, query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.people(
          of: call.account(), after: call.place(), limit: call.limit(), by: call.known()))
    },
    .post("addPerson", list) { call in
      Reply(
        try await call.engine.addPerson(
          call.body, to: call.account(), by: call.known(), once: call.once()))
    },
    .get("getPerson", path) { call in
      try Reply(
        await call.engine.person(call.person(), of: call.account(), by: call.known()))
    },
    .patch("changePerson", path) { call in
      Reply(
        try await call.engine.changePerson(
          call.person(), of: call.account(), call.body, by: call.known(), once: call.once()))
    },
    .post("erasePerson", path + "/erasure", input: .nothing) { call in
      Reply(
        try await call.engine.erasePerson(
          call.person(), of: call.account(), by: call.known(), once: call.once()))
    },
    .post("exportPerson", path + "/export", input: .nothing) { call in
      Reply(
        try await call.engine.exportPerson(
          call.person(), of: call.account(), by: call.known()))
    },
  ]
}
