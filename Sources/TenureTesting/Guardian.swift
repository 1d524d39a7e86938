import Glibc

/// A small process that outlives this one for as long as it takes to stop a server and remove its
/// folder. It waits for the end of a pipe, and that end comes however this process dies.
final class Guardian: Sendable {
  private let child: ChildProcess
  private let pipe: Int32

  init(folder: String, stop: [String]) throws {
    let script = """
      folder=$1; shift
      read -r _
      [ -f "$folder/data/postmaster.pid" ] && "$@" -D "$folder/data" -m immediate -w stop
      rm -rf "$folder"
      """
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else {
      throw PostgresClusterError("the system gives no more pipes")
    }
    defer { close(ends[0]) }
    pipe = ends[1]
    child = try ChildProcess(["sh", "-c", script, "guardian", folder] + stop, input: ends[0])
  }

  /// Has it do its work, and waits until it is done.
  func release() async {
    close(pipe)
    _ = await child.end()
  }
}
