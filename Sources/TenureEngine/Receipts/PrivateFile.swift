import Glibc
import TenurePolicy

/// A file that its owner alone can read: its mode is 0600 from the first moment on.
struct PrivateFile {
  let path: String

  /// Larger than any ring of keys.
  private static let maximumBytes = 1_000_000

  /// The file's bytes, nil if there is no such file.
  ///
  /// - Throws: an error if it cannot be read, or if others could read it.
  func read() throws(InputErrors) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw fault("it cannot be read: \(Self.reason)", "check its owner and permissions")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw fault("it is not a file", "name a file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw fault("others can read or change it", "chmod 600 \(path)")
    }
    guard status.st_size <= Self.maximumBytes else {
      throw fault("it has \(status.st_size) bytes", "name a file that Tenure made")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes[filled...].withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { throw fault("it cannot be read to its end", "start again") }
      filled += count
    }
    return bytes
  }

  /// Makes the file; it appears whole or not at all.
  ///
  /// - Parameter suffix: what to append to the name while it is written.
  /// - Returns: false if there is such a file already; it stays as it is.
  func create(_ bytes: [UInt8], suffix: String) throws(InputErrors) -> Bool {
    let draft = "\(path).\(suffix)"
    try write(bytes, to: draft)
    defer { unlink(draft) }
    if link(draft, path) == 0 {
      try keepName()
      return true
    }
    if errno == EEXIST { return false }
    throw fault("it cannot be made: \(Self.reason)", "check the folder's permissions")
  }

  /// Puts other bytes in its place, at once.
  func replace(_ bytes: [UInt8]) throws(InputErrors) {
    let draft = "\(path).new"
    try write(bytes, to: draft)
    guard rename(draft, path) == 0 else {
      let reason = Self.reason
      unlink(draft)
      throw fault("it cannot be replaced: \(reason)", "check the folder's permissions")
    }
    try keepName()
  }

  /// Writes a new file and waits until it is on disk.
  private func write(_ bytes: [UInt8], to draft: String) throws(InputErrors) {
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let isTaken = errno == EEXIST
      throw fault(
        "`\(draft)` cannot be made: \(Self.reason)",
        isTaken ? "remove it if nobody else writes it" : "check the folder's permissions")
    }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { throw abandoned(draft) }
      written += count
    }
    // A umask can take bits away but cannot give any.
    guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else { throw abandoned(draft) }
  }

  private func abandoned(_ draft: String) -> InputErrors {
    let reason = Self.reason
    unlink(draft)
    return fault("it cannot be written: \(reason)", "make room on the disk and start again")
  }

  /// Waits until the folder's entry is on disk.
  private func keepName() throws(InputErrors) {
    let end = path.lastIndex(of: "/")
    let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault("its folder cannot be read", "check permissions") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw fault("its folder cannot be written: \(Self.reason)", "check the disk")
    }
  }

  private static var reason: String { String(cString: strerror(errno)) }

  private func fault(_ problem: String, _ remedy: String) -> InputErrors {
    InputErrors([InputError(file: path, problem: problem, remedy: remedy)])
  }
}
