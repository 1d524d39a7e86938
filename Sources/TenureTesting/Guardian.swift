import Glibc

/// A small process that outlives this one for as long as it takes to stop a server and remove its
/// folder. It waits for the end of a pipe, and that end comes however this process dies.
final class Guardian: Sendable {
  private let child: ChildProcess
  private let pipe: Int32

  init(folder: String, data: String, prefix: [String] = [], stop: [String]) throws {
    let script = """
      folder=$1; data=$2; shift 2
      read -r _
      [ -f "$data/postmaster.pid" ] && "$@" -D "$data" -m immediate -w stop
      rm -rf "$folder"
      """
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else {
      throw PostgresClusterError("the system gives no more pipes")
    }
    defer { close(ends[0]) }
    pipe = ends[1]
    child = try ChildProcess(
      prefix + ["sh", "-c", script, "guardian", folder, data] + stop, input: ends[0])
  }

  /// Has it do its work, and waits until it is done.
  func release() async {
    close(pipe)
    _ = await child.end()
  }
}
