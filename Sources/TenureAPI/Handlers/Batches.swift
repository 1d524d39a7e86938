import TenureEngine

extension Endpoints {
  private static let list = "/v1/accounts/{account}/batches"

  static let batches: [Endpoint] = [
    .post("createBatch", list) { call in
      Reply(
        try await call.engine.createBatch(
          call.body, in: call.account(), by: call.known(), once: call.once()))
    },
    .get("getBatch", list + "/{batch}") { call in
      try Reply(
        await call.engine.batch(
          call.id("batch", Named.Batch.self), of: call.account(), by: call.known()))
    },
    .get("listBatchItems", list + "/{batch}/items", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.batchItems(
          of: call.id("batch", Named.Batch.self), in: call.account(), after: call.place(),
          limit: call.limit(), by: call.known()))
    },
  ]
}
