import Foundation
public import Glibc

/// A program in a process of its own.
///
/// Foundation's `Process` takes a program for running as long as its own children run, and the
/// program that starts a server leaves one behind.
public struct ChildProcess: Sendable {
  public let id: pid_t

  /// `POSIX_SPAWN_SETSID`, which the C header shows to GNU programs only.
  private static let inNewSession: Int16 = 0x80

  /// `posix_spawn_file_actions_addclosefrom_np`, hidden from others in the same way.
  private static let addCloseFrom = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np")
    .map { unsafeBitCast($0, to: AddCloseFrom.self) }
  private typealias AddCloseFrom =
    @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32

  /// Starts a program in a session of its own, so that interrupting the tests does not reach it.
  ///
  /// - Parameter words: the program, found through `PATH`, and its arguments.
  /// - Parameter input: a descriptor to read from; nothing if nil.
  /// - Parameter output: a file for all it writes; nothing is kept if nil.
  /// - Throws: ``PostgresClusterError`` if it cannot be run.
  public init(_ words: [String], input: Int32? = nil, output: String? = nil) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_addopen(
      &actions, 1, output ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o644)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Whatever else is open here would stay open as long as a server runs.
    guard let addCloseFrom = Self.addCloseFrom, addCloseFrom(&actions, 3) == 0 else {
      throw PostgresClusterError("this system cannot close what is open for a new process")
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.inNewSession)

    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var id = pid_t()
    let status = posix_spawnp(&id, words[0], &actions, &attributes, arguments, environ)
    guard status == 0 else {
      throw PostgresClusterError(
        "`\(words[0])` cannot be run: \(String(cString: strerror(status)))")
    }
    self.id = id
  }

  /// Waits for its end on a thread of its own.
  ///
  /// - Returns: its exit status; 128 and more if a signal ended it.
  public func end() async -> Int32 {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        continuation.resume(returning: signal == 0 ? (status >> 8) & 0xff : 128 + signal)
      }
    }
  }

  /// Runs a program to its end.
  ///
  /// - Returns: what it wrote.
  /// - Throws: ``PostgresClusterError`` with what it wrote, unless it exits with 0.
  @discardableResult
  public static func run(_ words: [String], output: String) async throws -> String {
    let status = try await ChildProcess(words, output: output).end()
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    guard status == 0 else {
      throw PostgresClusterError("`\(words.joined(separator: " "))` exits with \(status): \(text)")
    }
    return text
  }
}
