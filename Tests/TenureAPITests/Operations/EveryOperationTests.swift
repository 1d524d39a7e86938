import Foundation
import TenureEngine
import Testing

@testable import TenureAPI

/// Every operation of the OpenAPI document answers, in every way that the document names.
@Suite struct EveryOperationTests {
  /// What a test over HTTP cannot bring about, and where it is shown instead.
  static func reason(_ seen: InterfaceCheck.Seen) -> String? {
    switch (seen.operation, seen.status) {
    case (_, "409"):
      "only while a request with the same key is in flight, or others change the same; see "
        + "IdempotencyTests"
    case (_, "503"): "needs a database that is away, an edition that is missing, or a full disk"
    default: nil
    }
  }

  @Test func `every documented answer of every operation is given`() async throws {
    let work = OperatorWork(
      check: {
        let text = #""format":"tenure.doctor/1","at":"2026-11-02T09:00:00Z","counts":{"events":1}"#
        return Array("{\(text),\"findings\":[],\"unlisted\":0}".utf8)
      },
      backup: { Array(#"{"file":"copy.db","pages":1,"bytes":4096}"#.utf8) })
    try await TestServer.run(work: work) { server in
      try await server.makeWorld()
      try await Walk(server: server).run()
      try await refusals(server)
      let document = try #require(InterfaceCheck.document)
      let documented = Set(
        document.operations.flatMap { operation in
          operation.responses.keys.map {
            InterfaceCheck.Seen(operation: operation.id, status: $0)
          }
        })
      let missing = documented.subtracting(server.check.all).sorted()
      #expect(missing.filter { Self.reason($0) == nil } == [])
    }
  }

  /// What every operation refuses in the same way.
  private func refusals(_ server: TestServer) async throws {
    let document = try #require(InterfaceCheck.document)
    let nobody = try await server.key([], account: nil)
    for operation in document.operations {
      let path = Walk.filled(operation.template)
      let (body, form) = Walk.body(of: operation)
      func send(_ target: String, key: String?? = .none, _ headers: [(String, String)] = [])
        async throws -> Int
      {
        try await server.send(
          operation.method, target, body, key: key, form: form, headers: headers
        ).status
      }
      #expect(try await send(path + "?sirocco=1") == 400, "\(operation.id)")
      #expect(try await send(path + "?q=" + String(repeating: "x", count: 9000)) == 414)
      #expect(try await send(path, [("accept", "image/png")]) == 406, "\(operation.id)")
      guard !operation.isOpen else { continue }
      #expect(try await send(path, key: .some(nil)) == 401, "\(operation.id)")
      #expect(try await send(path, key: "tnk_key_unknown") == 401, "\(operation.id)")
      // Whose receipt it is, and so who may read it, is known only if there is one.
      if operation.permission != nil, operation.id != "getReceipt" {
        #expect(try await send(path, key: nobody) == 403, "\(operation.id)")
      }
      if operation.responses["404"] != nil {
        let elsewhere = Walk.filled(operation.template, account: "nobody", last: "nothing")
        #expect(try await send(elsewhere) == 404, "\(operation.id) \(elsewhere)")
      }
    }
  }
}
