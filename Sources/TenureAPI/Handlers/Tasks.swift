import TenureDomain
import TenureEngine

extension Endpoints {
  private static let task = "/v1/tasks/{task}"

  /// What the operator's product is asked to do.
  static let tasks: [Endpoint] = [
    .get("findTasks", "/v1/tasks", query: ["kind", "state", "account"] + Call.pageQuery) { call in
      let filter = TaskFilter(
        account: try call.query.value("account", "write an id") { AccountID($0) },
        kind: try word(call, "kind"), state: try word(call, "state"))
      return try call.reply(
        await call.engine.tasks(
          filter, after: call.place(), limit: call.limit(), by: call.known()))
    },
    .post("claimNextTask", "/v1/tasks/claim") { call in
      Reply(
        try await call.engine.claimNextTask(call.body, by: call.known(), once: call.once()))
    },
    .get("getTask", task) { call in
      try Reply(await call.engine.task(call.task(), by: call.known()))
    },
    .post("claimTask", task + "/claim") { call in
      Reply(
        try await call.engine.claimTask(
          call.task(), call.body, by: call.known(), once: call.once()))
    },
    .post("reportTask", task + "/progress") { call in
      Reply(
        try await call.engine.reportTask(call.task(), call.body, by: call.known()))
    },
    .post("completeTask", task + "/completion") { call in
      Reply(
        try await call.engine.completeTask(call.task(), call.body, by: call.known()))
    },
    .post("failTask", task + "/failure") { call in
      Reply(
        try await call.engine.failTask(call.task(), call.body, by: call.known()))
    },
  ]
}

extension Call {
  fileprivate func task() throws -> TaskID { try id("task", Named.Task.self) }
}
