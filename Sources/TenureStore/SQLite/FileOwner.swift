import FoundationEssentials
import Glibc
import Synchronization
public import TenureDomain

/// The process that owns a database file.
public struct FileOwner: Sendable, Hashable {
  public let process: Int32
  public let host: String
  /// Since when.
  public let since: Timestamp
  /// What it is: `serve`, `migrate`, ….
  public let purpose: String

  public init(process: Int32, host: String, since: Timestamp, purpose: String) {
    self.process = process
    self.host = host
    self.since = since
    self.purpose = purpose
  }

  /// This process.
  public init(since: Timestamp, purpose: String) {
    self.init(
      process: getpid(), host: ProcessInfo.processInfo.hostName, since: since, purpose: purpose)
  }

  var text: String {
    "process \(process)\nhost \(host)\nsince \(since)\npurpose \(purpose)\n"
  }

  /// nil if the text was not written by ``text``.
  init?(_ text: String) {
    var fields: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { fields[parts[0]] = parts[1] }
    }
    guard let process = fields["process"].flatMap({ Int32($0) }), let host = fields["host"],
      let since = fields["since"].flatMap({ Timestamp(String($0)) }),
      let purpose = fields["purpose"]
    else { return nil }
    self.init(process: process, host: String(host), since: since, purpose: String(purpose))
  }
}

/// Another process owns the database file.
public struct OwnershipError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The database file.
  public let path: String
  /// nil if it has not said who it is.
  public let owner: FileOwner?

  public var description: String {
    let remedy = "stop it, or ask the running server with an operator key"
    guard let owner else {
      return "\(path): another process owns this database and does not say which one; \(remedy)"
    }
    return """
      \(path): process \(owner.process) (tenure \(owner.purpose)) on \(owner.host) owns this \
      database since \(owner.since); \(remedy)
      """
  }
}

/// Holds a database file for this process, until it is let go or the process ends.
///
/// The lock is the kernel's, on `<file>.lock`: it ends with the process, however that ends, so a
/// file that was left behind is simply taken.
final class FileLock: Sendable {
  /// nil once it is let go.
  private let descriptor: Mutex<CInt?>

  /// - Throws: `OwnershipError` if another holds it, `FileFault` if it cannot be made.
  init(_ path: String, owner: FileOwner) throws {
    let lock = path + ".lock"
    let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFault(lock, "cannot be opened") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let fault = FileFault(lock, "cannot be locked")
      close(descriptor)
      if isHeld { throw OwnershipError(path: path, owner: Self.owner(in: lock)) }
      throw fault
    }
    let text = Array(owner.text.utf8)
    guard ftruncate(descriptor, 0) == 0, Glibc.write(descriptor, text, text.count) == text.count
    else {
      let fault = FileFault(lock, "cannot be written")
      close(descriptor)
      throw fault
    }
    self.descriptor = Mutex(descriptor)
  }

  deinit {
    release()
  }

  func release() {
    descriptor.withLock { descriptor in
      if let open = descriptor {
        // A process that is being started holds the file until it has become another program;
        // closing alone would leave the lock with it.
        flock(open, LOCK_UN)
        close(open)
      }
      descriptor = nil
    }
  }

  private static func owner(in lock: String) -> FileOwner? {
    guard let data = FileManager.default.contents(atPath: lock) else { return nil }
    return FileOwner(String(decoding: data, as: UTF8.self))
  }
}

/// What the operating system says against a file.
public struct FileFault: Error, Sendable, Hashable, CustomStringConvertible {
  public let path: String
  public let reason: String

  /// Takes the reason from `errno`.
  init(_ path: String, _ what: String) {
    self.path = path
    reason = "\(what): \(String(cString: strerror(errno)))"
  }

  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "\(path): \(reason)" }
}
