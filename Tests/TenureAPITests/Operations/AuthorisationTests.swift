import TenureDomain
import TenureEngine
import Testing

@testable import TenureAPI

/// Who may do what, as the permission table says, asked of every operation over HTTP.
@Suite struct AuthorisationTests {
  /// Operations whose permission is known without finding something first.
  private func operations() throws -> [(InterfaceDocument.Operation, Permission)] {
    try InterfaceDocument().operations.compactMap { operation in
      guard operation.id != "getReceipt", let name = operation.permission,
        let permission = TenureEngine.Operation(rawValue: name)
      else { return nil }
      return (operation, PermissionTable.row(of: permission))
    }
  }

  private func status(
    _ server: TestServer, _ operation: InterfaceDocument.Operation, _ key: String,
    account: String = "nordlys"
  ) async throws -> Int {
    let (body, form) = Walk.body(of: operation)
    let path = Walk.filled(operation.template, account: account)
    return try await server.send(operation.method, path, body, key: key, form: form).status
  }

  @Test(arguments: Scope.allCases) func `a key may what its scope says`(scope: Scope) async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let key = try await server.key([scope])
      for (operation, row) in try operations() {
        let isForbidden = try await status(server, operation, key) == 403
        #expect(isForbidden == (row.scope != scope), "\(operation.id)")
      }
    }
  }

  @Test(arguments: Role.allCases.filter { $0 != .visitor })
  func `a person may what their role says`(role: Role) async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let people = World.path + "/people"
      _ = try await server.post(
        people, #"{"id":"some","name":"Some","roles":["\#(role.rawValue)"]}"#)
      let session = try await server.post(people + "/some/sessions")
      let token = try #require(session.json["token"].text)
      for (operation, row) in try operations() {
        let isForbidden = try await status(server, operation, token) == 403
        // Who may not read all that was asked of the support reads what they asked themselves.
        let isOwn = row.operation == .readCases
        let may = row.roles.contains(role) || isOwn || (role == .supportAgent && row.support)
        #expect(isForbidden == !may, "\(operation.id)")
      }
    }
  }

  @Test func `someone else's account is not there`() async throws {
    try await TestServer.run { server in
      try await server.makeWorld()
      let other = World.account.replacing("nordlys", with: "sorlys")
      _ = try await server.post("/v1/accounts", other)
      let key = try await server.key(Scope.allCases, account: "sorlys")
      let session = try await server.post("/v1/accounts/sorlys/people/kari/sessions")
      let token = try #require(session.json["token"].text)
      for (operation, _) in try operations() where operation.template.contains("{account}") {
        #expect(try await status(server, operation, key) == 404, "\(operation.id)")
        // Nobody signs somebody in with a session of their own.
        let expected = ["createSession", "createSignInCode"].contains(operation.id) ? 403 : 404
        #expect(try await status(server, operation, token) == expected, "\(operation.id)")
      }
      #expect(try await server.get("/v1/accounts/sorlys", key: key).status == 200)
    }
  }
}
