import Foundation
import Glibc
import TenureTesting

/// A disk with room for little: a tmpfs in a mount namespace of its own. It is there for programs
/// that are started with ``prefix``, and gone with the last of them.
struct SmallDisk: Sendable {
  /// Where the disk is, for those inside.
  let path: String
  /// Words before a program that is to see the disk.
  let prefix: [String]
  private let workplace: Workplace
  /// Words before a program that may change the disk.
  private let operating: [String]

  /// - Parameter size: as `mount` takes it: `4m`.
  /// - Throws: ``FaultTestError``, naming what this machine does not allow.
  init(size: String, in workplace: Workplace) async throws {
    path = workplace.path("disk")
    self.workplace = workplace
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let script = #"mount -t tmpfs -o "size=$1,mode=777" tenure "$2" && echo mounted && exec cat"#
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw FaultTestError("the system gives no more pipes") }
    defer { close(ends[0]) }
    // The other end stays open as long as this process lives, and the namespace with it.
    let isRoot = geteuid() == 0
    let holder = try workplace.start(
      ["unshare"] + (isRoot ? ["-m"] : ["-U", "-r", "-m"])
        + ["sh", "-c", script, "disk", size, path],
      input: ends[0], output: workplace.newPath("disk"))
    let enter = ["nsenter", "-t", "\(holder.id)", "-m"]
    // Who is not root is so within, to mount the disk, and further within again an ordinary user,
    // because PostgreSQL does not run as root.
    operating = enter + (isRoot ? ["--"] : ["-U", "--preserve-credentials", "--"])
    let ordinary = ["unshare", "--map-user=\(geteuid())", "--map-group=\(getegid())", "--"]
    prefix = operating + (isRoot ? [] : ordinary)
    while !holder.text.contains("mounted") {
      guard kill(holder.id, 0) == 0 else {
        throw FaultTestError(
          "this test mounts a small disk in a mount namespace, which takes root, or a system that "
            + "lets everybody make user namespaces, and the Debian package util-linux. The system "
            + "says: \(holder.text)")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  func resize(to size: String) async throws {
    try await workplace.run(
      operating + ["mount", "-t", "tmpfs", "-o", "remount,size=\(size)", "tenure", path])
  }

  /// Takes away room: a file of so many kibibytes, or of all there is if it is less.
  func fill(kibibytes: Int) async throws {
    try await workplace.run(
      prefix + [
        "sh", "-c", "head -c \(kibibytes)k /dev/zero >\(path)/ballast 2>/dev/null || true",
      ])
  }

  /// How many kibibytes are left.
  func room() async throws -> Int {
    let text = try await workplace.run(prefix + ["df", "--output=avail", "-k", path])
    guard let room = text.split(whereSeparator: \.isWhitespace).last.flatMap({ Int($0) }) else {
      throw FaultTestError("df answers: \(text)")
    }
    return room
  }
}
