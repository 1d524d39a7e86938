import Foundation
import Glibc
import Synchronization
import TenureTesting

/// What a test of faults needs and does not get, with the remedy.
struct FaultTestError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// A folder of a test, and the processes that run in it. Both are gone as soon as the test ends, or
/// this process does, however it ends.
final class Workplace: Sendable {
  let folder: URL
  private let holder: TemporaryFolder
  private let guardian: ChildProcess
  private let pipe: Int32
  private let lastNumber = Mutex(0)

  /// Runs a test in a workplace of its own.
  static func with<Result>(
    _ body: (Workplace) async throws -> Result
  ) async throws -> Result {
    let workplace = try Workplace()
    do {
      let result = try await body(workplace)
      await workplace.clear()
      return result
    } catch {
      await workplace.clear()
      throw error
    }
  }

  init() throws {
    holder = try TemporaryFolder()
    folder = holder.url
    try FileManager.default.createDirectory(
      at: folder.appending(path: "processes"), withIntermediateDirectories: true)
    let script = """
      read -r _
      for process in "$1"/processes/*; do kill -9 "${process##*/}"; done
      rm -rf "$1"
      """
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else {
      throw FaultTestError("the system gives no more pipes")
    }
    defer { close(ends[0]) }
    pipe = ends[1]
    guardian = try ChildProcess(["sh", "-c", script, "guardian", folder.path], input: ends[0])
  }

  /// Ends what still runs, and removes the folder.
  func clear() async {
    close(pipe)
    _ = await guardian.end()
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// A name that nothing in the folder has.
  func newPath(_ name: String) -> String {
    let number = lastNumber.withLock { number in
      number += 1
      return number
    }
    return path("\(name)-\(number)")
  }

  /// Starts a program that ends with the workplace at the latest.
  ///
  /// - Parameter output: a file for all it writes.
  func start(
    _ words: [String], environment: [String: String] = [:], input: Int32? = nil, output: String
  ) throws -> RunningProgram {
    // Nothing of the developer's own settings gets through.
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let settings = ["PATH": path, "LC_ALL": "C", "TENURE_HOME": Project.home]
      .merging(environment) { _, told in told }.map { "\($0.key)=\($0.value)" }
    let child = try ChildProcess(["env", "-i"] + settings + words, input: input, output: output)
    let mark = self.path("processes/\(child.id)")
    _ = FileManager.default.createFile(atPath: mark, contents: nil)
    return RunningProgram(
      id: child.id, output: output,
      ending: Task {
        let status = await child.end()
        try? FileManager.default.removeItem(atPath: mark)
        return status
      })
  }

  /// Runs `tenure` to its end.
  ///
  /// - Returns: its exit status, and all it wrote.
  func tenure(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> (status: Int32, text: String) {
    let program = try start(
      [Project.tenure] + arguments, environment: environment, output: newPath("tenure"))
    let status = await program.ending.value
    return (status, program.text)
  }

  /// Runs a program that must succeed.
  @discardableResult
  func run(_ words: [String]) async throws -> String {
    let program = try start(words, output: newPath("output"))
    let status = await program.ending.value
    guard status == 0 else {
      throw FaultTestError(
        "`\(words.joined(separator: " "))` exits with \(status): \(program.text)")
    }
    return program.text
  }
}

/// A program that was started.
struct RunningProgram: Sendable {
  let id: pid_t
  let output: String
  /// Its exit status once it has ended; 128 and more if a signal ended it.
  let ending: Task<Int32, Never>

  /// What it has written so far.
  var text: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }

  /// Kills it as a crash would.
  func kill() async {
    Glibc.kill(id, SIGKILL)
    _ = await ending.value
  }
}
