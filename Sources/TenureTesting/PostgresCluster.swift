import Foundation
import Glibc
import Synchronization

/// A throw-away PostgreSQL on a free port of the loopback address.
///
/// It is gone, folder and all, as soon as ``stop()`` is called or this process ends, however it
/// ends. Run by root, the server runs as the user `postgres`, because it refuses to run as root.
public final class PostgresCluster: Sendable {
  public let port: Int
  private let folder: URL
  /// The server's data, and words before its programs, to run them elsewhere.
  private let place: Place
  private let installation: PostgresInstallation
  private let options: [String]
  private let guardian: Guardian
  private let lastNumber = Mutex(0)

  /// Where a cluster has its data, if not in a folder of its own.
  public struct Place: Sendable {
    let folder: String
    let prefix: [String]

    /// - Parameters:
    ///   - folder: one that everybody may write in.
    ///   - prefix: words before each program that sees the folder, such as `nsenter …`.
    public init(folder: String, prefix: [String]) {
      self.folder = folder
      self.prefix = prefix
    }
  }

  /// One for all tests of this process.
  public static func shared() async throws -> PostgresCluster {
    try await sharedTask.value
  }

  private static let sharedTask = Task { try await PostgresCluster.start() }

  /// How many tests may use the shared cluster at once: so many as it answers in time.
  public static let turnstile = Turnstile(limit: 8)

  /// Makes a cluster and starts it.
  ///
  /// - Parameter options: settings beside those of the tests, as `name=value`.
  /// - Parameter tls: whether it takes encrypted connections, with a certificate of its own.
  /// - Parameter place: where the data lies; a folder of its own if nil.
  /// - Throws: ``PostgresClusterError``.
  public static func start(
    options: [String] = [], tls: Bool = false, place: Place? = nil
  ) async throws -> PostgresCluster {
    let cluster = try PostgresCluster(options + (tls ? ["ssl=on"] : []), place)
    try await cluster.prepareFolder()
    try await cluster.asServer(
      "initdb", "-D", cluster.data, "-U", "tenure", "-A", "trust", "--no-locale", "-E", "UTF8",
      "--data-checksums")
    if tls { try await cluster.makeCertificate() }
    try await cluster.resume()
    return cluster
  }

  private init(_ options: [String], _ place: Place? = nil) throws {
    installation = try PostgresInstallation.find()
    port = try Self.freePort()
    folder = try HeldFolder.make()
    self.options = options
    self.place = place ?? Place(folder: folder.path, prefix: [])
    guardian = try Guardian(
      folder: folder.path, data: self.place.folder + "/data",
      prefix: self.place.prefix, stop: Self.words(installation.program("pg_ctl")))
  }

  private var data: String { place.folder + "/data" }

  // MARK: Databases

  /// The connection string of a database.
  public func connection(to database: String) -> String {
    "host=127.0.0.1 port=\(port) user=tenure dbname=\(database)"
  }

  /// Makes an empty database.
  ///
  /// - Parameter template: one to copy; nobody may be connected to it.
  /// - Returns: its name.
  public func makeDatabase(from template: String = "template0") async throws -> String {
    let name = "test\(nextNumber())"
    try await sql("CREATE DATABASE \(name) TEMPLATE \(template)")
    return name
  }

  /// Runs a statement through `psql`.
  ///
  /// - Returns: its rows, columns separated by `|`.
  @discardableResult
  public func sql(_ text: String, in database: String = "postgres") async throws -> String {
    let answer = try await run([
      installation.program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d",
      connection(to: database), "-c", text,
    ])
    return answer.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  // MARK: Running

  /// Starts the server, after ``halt()`` or ``kill()`` as well; it then recovers by itself.
  public func resume() async throws {
    let settings = [
      "port=\(port)", "listen_addresses=127.0.0.1", "unix_socket_directories=",
      "max_connections=300", "shared_buffers=64MB",
    ]
    let words = (settings + options).map { "-c \($0)" }.joined(separator: " ")
    let log = folder.appendingPathComponent("log").path
    for attempt in 1... {
      do {
        try await asServer("pg_ctl", "-D", data, "-l", log, "-w", "-o", words, "start")
        return
      } catch  where attempt < 20 {
        // After a kill, the old server's processes may need a moment to notice.
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Starts the server if it is not running, as after it ended itself.
  public func resumeIfNeeded() async throws {
    do {
      try await asServer("pg_ctl", "-D", data, "status")
    } catch {
      try await resume()
    }
  }

  /// Stops the server as a crash would, and starts it again.
  public func restartAtOnce() async throws {
    try await asServer("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    try await resume()
  }

  /// Stops the server: its clients are thrown out, what was committed is on disk.
  public func halt() async throws {
    try await asServer("pg_ctl", "-D", data, "-m", "fast", "-w", "stop")
  }

  /// Kills the server as a crash would.
  public func kill() throws {
    let file = folder.appendingPathComponent("data/postmaster.pid")
    let text = try String(contentsOf: file, encoding: .utf8)
    guard let line = text.split(whereSeparator: \.isNewline).first, let process = pid_t(line) else {
      throw PostgresClusterError("\(file.path) names no process")
    }
    Glibc.kill(process, SIGKILL)
  }

  /// Stops the server and removes everything.
  public func stop() async {
    await guardian.release()
  }

  // MARK: Failover

  /// A second server that follows this one. From now on no commit is answered before it is on the
  /// disk of both.
  public func makeSynchronousStandby() async throws -> PostgresCluster {
    let standby = try PostgresCluster(options)
    try await standby.prepareFolder()
    try await standby.asServer(
      "pg_basebackup", "-d", connection(to: "postgres"), "-D", standby.data, "-R", "-X", "stream",
      "-c", "fast", "-C", "-S", "standby\(standby.port)")
    try await standby.resume()
    try await sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
    try await sql("SELECT pg_reload_conf()")
    for _ in 1...100 {
      let state = try await sql("SELECT sync_state FROM pg_stat_replication")
      if state == "sync" { return standby }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw PostgresClusterError("the standby did not become synchronous within 5 seconds")
  }

  /// Makes a standby the primary. It then waits for no standby.
  public func promote() async throws {
    try await asServer("pg_ctl", "-D", data, "-w", "promote")
    try await sql("ALTER SYSTEM RESET synchronous_standby_names")
    try await sql("SELECT pg_reload_conf()")
  }
}

// MARK: Programs

extension PostgresCluster {
  private func nextNumber() -> Int {
    lastNumber.withLock { number in
      number += 1
      return number
    }
  }

  /// Runs one of the server's programs as the user whom the data belongs to.
  private func asServer(_ program: String, _ arguments: String...) async throws {
    try await run(place.prefix + Self.words(installation.program(program)) + arguments)
  }

  @discardableResult
  private func run(_ words: [String]) async throws -> String {
    let output = folder.appendingPathComponent("output-\(nextNumber())")
    defer { try? FileManager.default.removeItem(at: output) }
    return try await ChildProcess.run(words, output: output.path)
  }

  private static func words(_ program: String) -> [String] {
    geteuid() == 0 ? ["runuser", "-u", "postgres", "--", program] : [program]
  }

  private func prepareFolder() async throws {
    if geteuid() == 0 { try await run(["chown", "postgres", folder.path]) }
  }

  private func makeCertificate() async throws {
    try await run(
      Self.words("openssl") + [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "\(data)/server.key", "-out",
        "\(data)/server.crt",
      ])
  }

  /// The certificate that the server shows, for `sslrootcert`.
  public var certificate: String { "\(data)/server.crt" }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw PostgresClusterError("the system gives no more sockets") }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
      }
    }
    guard status == 0 else { throw PostgresClusterError("no port of 127.0.0.1 is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
