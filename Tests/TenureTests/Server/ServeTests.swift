import Foundation
import TenureTesting
import Testing

/// A real server in a process of its own.
@Suite struct `A server` {
  private let folder: TemporaryFolder
  private var database: String { folder / "tenure.db" }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func serve(_ more: [String] = []) throws -> RunningCommand {
    try RunningCommand(
      ["serve", "--database", database, "--port", "0", "--rate-limit", "off"] + more)
  }

  private func operatorKey() async throws -> String {
    let run = try await CommandRun.tenure(
      [
        "keys", "create", "--label", "test", "--scope", "operate", "--scope", "read",
        "--database", database,
      ])
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").joined()
  }

  @Test func `makes its database, is ready, and ends as it is told`() async throws {
    let server = try serve()
    let port = try await server.port()
    let ready = try await Curl.get("http://127.0.0.1:\(port)/health/ready")
    #expect(ready.status == 200, "\(ready.body)")
    #expect(try await server.end() == 0)
    let attributes = try FileManager.default.attributesOfItem(
      atPath: database + ".signing-key")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `owns its database: a second process is told who holds it`() async throws {
    let server = try serve()
    _ = try await server.port()
    for command in [["serve", "--port", "0"], ["doctor"], ["export"]] {
      let run = try await CommandRun.tenure(command + ["--database", database])
      #expect(run.status == 2)
      #expect(run.errors.contains("process \(server.id) (tenure serve)"), "\(run.errors)")
      #expect(run.output.isEmpty)
    }
    #expect(try await server.end() == 0)
  }

  @Test func `answers an operator's commands`() async throws {
    let key = try await operatorKey()
    let server = try serve()
    let address = "http://127.0.0.1:\(try await server.port())"
    let rows = try folder.write(TransferRows.plain, to: "rows.jsonl")
    func tenure(_ words: [String]) async throws -> CommandRun {
      try await CommandRun.tenure(
        words + ["--server", address], environment: ["TENURE_KEY": key])
    }
    let taken = try await tenure(["import", rows])
    #expect(taken.output.contains("took 1 account, 1 person, 1 subscription"), "\(taken.errors)")
    let exported = try await tenure(["export"])
    // Its term ended long ago, so the worker may have renewed it by now.
    let kinds = exported.output.split(separator: "\n").filter { line in
      !["event", "message", "entry"].contains { line.contains(#""type":"\#($0)""#) }
    }
    #expect(kinds.count == 3, "\(exported.output)")
    let copied = try await tenure(["backup", "--backup-folder", folder / "elsewhere"])
    #expect(copied.output.contains("\(folder.path)/backups/tenure-"), "\(copied.errors)")
    let checked = try await tenure(["doctor"])
    #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
    let listed = try await tenure(["keys", "list"])
    #expect(listed.output.contains("read,operate"))
    #expect(try await tenure(["release"]).output == "it was not held\n")
    #expect(try await server.end() == 0)
  }

  @Test func `reports the bad rows of a file by their lines`() async throws {
    let key = try await operatorKey()
    let server = try serve()
    let address = "http://127.0.0.1:\(try await server.port())"
    let csv = try folder.write(
      "id,name,kind,family,country\nnord,Nord,business,partner,NO\nsor,Sor,busines,partner,XX\n",
      to: "accounts.csv")
    let run = try await CommandRun.tenure(
      ["import", csv, "--server", address], environment: ["TENURE_KEY": key])
    #expect(run.status == 2)
    #expect(run.errors.contains("\(csv):3:1: country: `XX` is not a country"), "\(run.errors)")
    #expect(run.errors.contains("\(csv):3:1: kind: `busines` is not one of its values"))
    let accounts = try await Curl.get("\(address)/v1/accounts", key: key)
    #expect(accounts.body.contains(#""items":[]"#), "\(accounts.body)")
    #expect(try await server.end() == 0)
  }

  @Test func `says every bad setting at once`() async throws {
    let run = try await CommandRun.tenure(
      ["serve", "--port", "x", "--tls-key", "y"], environment: ["TENURE_LOG_LEVEL": "z"])
    #expect(run.status == 2)
    for place in ["--port", "--tls-key", "TENURE_LOG_LEVEL"] {
      #expect(run.errors.contains("\(place): "), "\(run.errors)")
    }
  }

  @Test func `says so if its port is taken`() async throws {
    let server = try serve()
    let port = try await server.port()
    let other = try await CommandRun.tenure(
      ["serve", "--database", folder / "other.db", "--port", "\(port)"])
    #expect(other.status == 1)
    #expect(other.errors.contains("127.0.0.1:\(port)"), "\(other.errors)")
    #expect(try await server.end(SIGINT) == 0)
  }

  @Test func `serves metrics on a port of their own`() async throws {
    let server = try serve(["--metrics-port", "0", "--log-format", "json"])
    let ports = try await server.wait("both ports") {
      let found = server.errors.matches(of: /"port":"(\d+)"/).compactMap { Int($0.1) }
      return found.count >= 2 ? found : nil
    }
    var answers: [String] = []
    for port in ports {
      answers.append(try await Curl.get("http://127.0.0.1:\(port)/metrics").body)
    }
    #expect(answers.filter { $0.contains("tenure_build_info") }.count == 1)
    #expect(try await server.end() == 0)
  }
}

/// Rows that several tests import.
enum TransferRows {
  static let plain =
    #"{"type":"account","id":"nord","name":"Nord AS","kind":"business","#
    + #""family":"microsoft-365-business","agreement":"mosa","country":"NO"}"# + "\n"
    + #"{"type":"person","account":"nord","id":"ida","name":"Ida","roles":[]}"# + "\n"
    + subscription("premium", of: "nord") + "\n"

  static func subscription(_ id: String, of account: String) -> String {
    #"{"type":"subscription","account":"\#(account)","id":"\#(id)","product":"business-basic","#
      + #""started":"2025-03-10","recurringBilling":true,"#
      + #""term":{"start":"2025-03-10","end":"2025-04-10","interval":"month"}}"#
  }

  static func account(_ id: String) -> String {
    #"{"type":"account","id":"\#(id)","name":"Account \#(id)","kind":"business","#
      + #""family":"microsoft-365-business","agreement":"mosa"}"#
  }
}
