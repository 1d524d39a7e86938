import HTTPTypes
import TenureDomain
import TenureEngine

extension Endpoints {
  private static let exportList = subscriptionPath + "/exports"
  private static let export = exportList + "/{export}"

  /// The data of a subscription for its administrators.
  static let exports: [Endpoint] = [
    .post("createExport", exportList, input: .nothing) { call in
      Reply(
        try await call.engine.createExport(
          of: call.subscription(), in: call.account(), by: call.known(),
          language: call.language))
    },
    .get("listExports", exportList, query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.exports(
          of: call.subscription(), in: call.account(), after: call.place(), limit: call.limit(),
          by: call.known()))
    },
    .get("getExport", export) { call in
      try Reply(
        await call.engine.export(
          call.id("export", Named.Task.self), of: call.subscription(), in: call.account(),
          by: call.known()))
    },
    .post("createExportAddress", export + "/addresses", input: .nothing) { call in
      let secret = try await call.engine.createExportSecret(
        for: call.id("export", Named.Task.self), of: call.subscription(), in: call.account(),
        by: call.known())
      let address = "\(call.api.settings.publicURL)/v1/exports/\(secret.text)"
      return Reply(
        json: JSONPieces.object([
          ("address", JSONPieces.quoted(address)),
          ("expires", JSONPieces.quoted("\(secret.expires)")),
        ]), .created)
    },
    .get("fetchExport", "/v1/exports/{secret}") { call in
      let address = try await call.engine.fetchExport(call.parameters["secret"] ?? "")
      var reply = Reply(
        json: JSONPieces.object([("address", JSONPieces.quoted(address))]), .seeOther)
      reply.fields[.location] = address
      reply.fields[.referrerPolicy] = "no-referrer"
      return reply
    }.open,
  ]
}
