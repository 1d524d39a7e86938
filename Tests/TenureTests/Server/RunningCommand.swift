import Foundation
import TenureTesting

/// The built command as a process that goes on until it is told to end: `serve`, `demo`.
final class RunningCommand {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let process = Process()
  private let folder: TemporaryFolder

  /// - Parameter environment: what to add to an environment that is otherwise empty.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    process.executableURL = CommandRun.executable
    process.arguments = arguments
    process.currentDirectoryURL = Project.root
    process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin", "COLUMNS": "400"]
      .merging(environment) { _, new in new }
    for name in ["out", "err"] { try Data().write(to: URL(filePath: folder / name)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: folder / "out"))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: folder / "err"))
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  var output: String { (try? String(contentsOfFile: folder / "out", encoding: .utf8)) ?? "" }
  var errors: String { (try? String(contentsOfFile: folder / "err", encoding: .utf8)) ?? "" }

  /// Waits until something is to be had.
  func wait<Value>(_ what: String, _ value: () -> Value?) async throws -> Value {
    let found = try await Patience.wait(pause: .milliseconds(20)) { () throws -> Value? in
      if let value = value() { return value }
      guard process.isRunning else {
        throw Failure(description: "it ended before \(what): \(output)\(errors)")
      }
      return nil
    }
    guard let found else {
      throw Failure(description: "\(what) did not come: \(output)\(errors)")
    }
    return found
  }

  /// The port of the API, once it listens.
  func port() async throws -> Int {
    try await wait("the port") {
      errors.firstMatch(of: /the server listens .*port=(\d+)/).flatMap { Int($0.1) }
    }
  }

  /// Sends a signal and waits for the end.
  ///
  /// - Returns: the exit status.
  func end(_ signal: Int32 = SIGTERM) async throws -> Int32 {
    kill(process.processIdentifier, signal)
    return try await ended()
  }

  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  func ended() async throws -> Int32 {
    let status = try await Patience.wait { process.isRunning ? nil : process.terminationStatus }
    guard let status else { throw Failure(description: "it does not end: \(errors)") }
    return status
  }

  var id: Int32 { process.processIdentifier }
}

extension TemporaryFolder {
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url.appending(path: name))
    return self / name
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }
}

/// Asks a server by `curl`.
enum Curl {
  /// The status and the body of an answer.
  static func get(_ address: String, key: String? = nil) async throws -> (status: Int, body: String)
  {
    let credential = key.map { "-H 'Authorization: Bearer \($0)'" } ?? ""
    return try await run("curl '\(address)' \(credential)")
  }

  /// Runs a line of `curl`.
  static func run(_ line: String) async throws -> (status: Int, body: String) {
    let run = try await CommandRun.shell(line + #" -sS -m 30 -w '\n%{http_code}'"#)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
  }
}
