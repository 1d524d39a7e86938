import Foundation
import Glibc
import Synchronization

/// A wire between a client and a PostgreSQL server that can be cut at the worst moment.
public final class Proxy: Sendable {
  /// What a proxy looks for in what the client sends; the server gets it, the client no answer.
  private let cutAfter: [UInt8]
  private let isArmed = Mutex(false)
  private let listener: Int32
  public let port: Int

  /// - Parameter text: once armed, no answer comes back after the client has sent this, and the
  ///   wire is cut as soon as the client has sent all it has to send.
  public init(to server: Int, cutAfter text: String) {
    cutAfter = Array(text.utf8)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { socketAddress in
        Glibc.bind(listener, socketAddress, length) == 0
          && getsockname(listener, socketAddress, &length) == 0
      }
    }
    precondition(bound && Glibc.listen(listener, 16) == 0, "no port of 127.0.0.1 is free")
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in accept(server) }
  }

  deinit { close(listener) }

  /// From now on the text is looked for; once it was found, no longer.
  public func arm() { isArmed.withLock { $0 = true } }

  private func accept(_ server: Int) {
    while case let client = Glibc.accept(listener, nil, nil), client >= 0 {
      let upstream = Self.connect(to: server)
      let wire = Wire()
      Thread.detachNewThread { [self] in send(from: client, to: upstream, over: wire) }
      Thread.detachNewThread { Self.answer(from: upstream, to: client, over: wire) }
    }
  }

  /// One connection of a client.
  private final class Wire: Sendable {
    /// Whether answers no longer get through.
    let isCut = Atomic(false)
  }

  private func send(from client: Int32, to server: Int32, over wire: Wire) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var tail: [UInt8] = []
    while case let count = read(client, &buffer, buffer.count), count > 0 {
      // What is looked for may come in two pieces.
      let piece = tail + buffer[..<count]
      tail = Array(piece.suffix(cutAfter.count - 1))
      let isLast =
        isArmed.withLock(\.self) && piece.firstRange(of: cutAfter) != nil
        && isArmed.withLock { isArmed in
          defer { isArmed = false }
          return isArmed
        }
      // Before the server hears of it, so that no answer slips through.
      if isLast { wire.isCut.store(true, ordering: .sequentiallyConsistent) }
      _ = Glibc.send(server, buffer, count, Int32(MSG_NOSIGNAL))
      if wire.isCut.load(ordering: .sequentiallyConsistent), isSilent(client) { break }
    }
    if wire.isCut.load(ordering: .sequentiallyConsistent) {
      usleep(100_000)  // lets the server carry it out before the wire is gone
    }
    shutdown(client, Int32(SHUT_RDWR))
    shutdown(server, Int32(SHUT_RDWR))
  }

  /// Whether a client has said all it has to say, and waits.
  private func isSilent(_ client: Int32) -> Bool {
    var question = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
    return poll(&question, 1, 50) == 0
  }

  private static func answer(from server: Int32, to client: Int32, over wire: Wire) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(server, &buffer, buffer.count), count > 0 {
      if wire.isCut.load(ordering: .sequentiallyConsistent) { continue }
      _ = Glibc.send(client, buffer, count, Int32(MSG_NOSIGNAL))
    }
    if wire.isCut.load(ordering: .sequentiallyConsistent) { return }
    shutdown(client, Int32(SHUT_RDWR))
    shutdown(server, Int32(SHUT_RDWR))
  }

  private static func connect(to port: Int) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.address(port: port)
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return descriptor
  }

  private static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}
