import TenureDomain
import TenureEngine

extension Endpoints {
  private static let oneOfThePeople = "/v1/accounts/{account}/people/{person}"
  private static let sessions = oneOfThePeople + "/sessions"
  private static let keySessions = "/v1/keys/{key}/sessions"
  private static let codes = "/v1/sign-in-codes"

  /// Keys, sessions, codes to sign in with, and who may do what.
  static let access: [Endpoint] = [
    .post("createKey", "/v1/keys") { call in
      Reply(try await call.engine.createKey(call.body, by: call.known()))
    },
    .get("listKeys", "/v1/keys", query: Call.pageQuery) { call in
      try call.reply(
        await call.engine.keys(after: call.place(), limit: call.limit(), by: call.known()))
    },
    .delete("revokeKey", "/v1/keys/{key}") { call in
      Reply(
        try await call.engine.revokeKey(call.id("key", Named.Key.self), by: call.known()))
    },
    .post("createSession", sessions, input: .nothing) { call in
      Reply(
        try await call.engine.createSession(
          for: call.person(), of: call.account(), by: call.known()))
    },
    .get("listSessions", sessions) { call in
      try call.reply(
        await call.engine.sessions(of: call.person(), in: call.account(), by: call.known()))
    },
    .delete("endSession", sessions + "/{session}") { call in
      Reply(
        try await call.engine.endSession(
          call.id("session", Named.Session.self), of: call.person(), in: call.account(),
          by: call.known()))
    },
    .get("listKeySessions", keySessions) { call in
      try call.reply(
        await call.engine.sessions(ofKey: call.id("key", Named.Key.self), by: call.known()))
    },
    .delete("endKeySession", keySessions + "/{session}") { call in
      Reply(
        try await call.engine.endSession(
          call.id("session", Named.Session.self), ofKey: call.id("key", Named.Key.self),
          by: call.known()))
    },
    .post("createSignInCode", oneOfThePeople + "/sign-in-codes", input: .nothing) { call in
      Reply(
        try await call.engine.createSignInCode(
          for: call.person(), of: call.account(), by: call.known()))
    },
    .post("createOperatorCode", codes, input: .nothing) { call in
      Reply(try await call.engine.createOperatorCode(by: call.known()))
    },
    // Open to everybody: who has a code has nothing else yet.
    .post("redeemSignInCode", codes + "/redemption") { call in
      Reply(try await call.engine.redeemCode(call.body))
    }.open.guessed,
    .get("getCaller", "/v1/caller") { call in try Reply(CallerBody(call.known())) },
    .get("getPermissions", "/v1/permissions") { call in
      try call.reply(Page(PermissionTable.rows.map(PermissionBody.init), next: nil))
    },
  ]
}

/// A row of the permission table.
private struct PermissionBody: Codable, Sendable {
  let operation: String
  let meaning: String
  let scope: String
  let roles: [String]
  let ownData: Bool
  let support: Bool

  init(_ row: Permission) {
    operation = row.operation.rawValue
    meaning = row.meaning
    scope = row.scope.rawValue
    roles = row.roles.map(\.rawValue)
    ownData = row.ownData
    support = row.support
  }
}
