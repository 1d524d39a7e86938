import Foundation
import TenureTesting

/// A run of the built command as a process of its own.
struct CommandRun {
  let status: Int32
  let output: String
  let errors: String

  enum Failure: Error {
    case timedOut([String])
  }

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - environment: what to add to an environment that is otherwise empty.
  ///   - folder: where it runs.
  static func tenure(
    _ arguments: [String], environment: [String: String] = [:], input: Data? = nil,
    folder: URL = Project.root
  ) async throws -> CommandRun {
    try await turnstile.pass {
      try await run(executable, arguments, environment: environment, input: input, in: folder)
    }
  }

  /// Runs lines of a shell that finds the command as `tenure`; errors stand among the output.
  static func shell(
    _ lines: String, environment: [String: String] = [:], folder: URL = Project.root
  ) async throws -> CommandRun {
    let path = executable.deletingLastPathComponent().path + ":/usr/bin:/bin"
    return try await turnstile.pass {
      try await run(
        URL(filePath: "/bin/sh"), ["-c", "exec 2>&1\n" + lines],
        environment: environment.merging(["PATH": path]) { own, _ in own }, in: folder)
    }
  }

  /// Lets few processes run at a time: the tests start them all at once, and each would wait for
  /// the others.
  private static let turnstile = Turnstile(limit: 3)

  private static func run(
    _ executable: URL, _ arguments: [String], environment: [String: String], input: Data? = nil,
    in place: URL
  ) async throws -> CommandRun {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = place
    process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
      .merging(environment) { _, new in new }
    let files = ["in", "out", "err"].map { folder.url.appending(path: $0) }
    for file in files { try Data().write(to: file) }
    if let input { try input.write(to: files[0]) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    let end: Void? = try await Patience.wait(pause: .milliseconds(5)) {
      process.isRunning ? nil : ()
    }
    guard end != nil else {
      process.terminate()
      throw Failure.timedOut(arguments)
    }
    return CommandRun(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }

  /// The command beside the running tests, or in the build folder.
  static let executable: URL = {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = tests.map {
      URL(filePath: $0).deletingLastPathComponent().appending(path: "tenure")
    }
    if let beside, FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return Project.root.appending(path: ".build/debug/tenure")
  }()
}
