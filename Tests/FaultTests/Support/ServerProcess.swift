import Foundation
import Glibc
import TenureTesting

/// A running `tenure serve`.
struct ServerProcess: Sendable {
  let port: Int
  let program: RunningProgram

  /// What differs from a plain start.
  struct Options: Sendable {
    /// Words before the command, such as a tracer's.
    var tracer: [String] = []
    var environment: [String: String] = [:]
    /// The file of signing keys; the world's own if nil.
    var keyFile: String?
    var waitsUntilReady = true
  }

  /// Starts a server on a free port, and waits until it is ready.
  static func start(
    _ world: World, at place: String? = nil, _ options: Options = Options()
  ) async throws -> ServerProcess {
    let workplace = world.workplace
    let words =
      options.tracer + [
        Project.tenure, "serve", "--database", place ?? world.database, "--port", "0",
        "--rate-limit", "off", "--log-level", "notice", "--signing-key-file",
        options.keyFile ?? world.keyFile,
      ]
    let program = try workplace.start(
      words, environment: options.environment, output: workplace.newPath("server"))
    let server = ServerProcess(port: try await listeningPort(of: program), program: program)
    if options.waitsUntilReady { try await server.waitUntilReady(world) }
    return server
  }

  /// The server's own log tells which port it got.
  private static func listeningPort(of program: RunningProgram) async throws -> Int {
    let port = try await Patience.wait(pause: .milliseconds(5)) { () throws -> Int? in
      let match = program.text.firstMatch(of: /the server listens .*port=(\d+)/)
      if let port = match.flatMap({ Int($0.1) }) { return port }
      guard Glibc.kill(program.id, 0) == 0 else {
        throw FaultTestError("the server ended: \(program.text)")
      }
      return nil
    }
    guard let port else { throw FaultTestError("the server does not listen: \(program.text)") }
    return port
  }

  func waitUntilReady(_ world: World) async throws {
    var last = ""
    let isReady: Void? = try await Patience.wait(pause: .milliseconds(25)) {
      guard let answer = try? await world.client.get("/health/ready", from: port) else {
        return nil
      }
      last = answer.text
      return answer.status == 200 ? () : nil
    }
    guard isReady != nil else {
      throw FaultTestError("the server is not ready: \(last) \(program.text)")
    }
  }

  /// Kills it as a crash would.
  func kill() async { await program.kill() }

  /// Asks it to end.
  ///
  /// - Returns: its exit status.
  func terminate() async -> Int32 {
    Glibc.kill(program.id, SIGTERM)
    return await program.ending.value
  }
}
