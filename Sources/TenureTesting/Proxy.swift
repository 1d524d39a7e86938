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

  /// - Parameter text: once armed, the wire is cut when the client has sent this.
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
      Thread.detachNewThread { [self] in
        copy(from: client, to: upstream, watching: true)
      }
      Thread.detachNewThread { [self] in
        copy(from: upstream, to: client, watching: false)
      }
    }
  }

  private func copy(from source: Int32, to destination: Int32, watching: Bool) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(source, &buffer, buffer.count), count > 0 {
      let isLast =
        watching && isArmed.withLock(\.self)
        && buffer[..<count].firstRange(of: cutAfter) != nil
      if isLast {
        // The client's side first, so that no answer slips through.
        shutdown(source, Int32(SHUT_RDWR))
        isArmed.withLock { $0 = false }
      }
      _ = send(destination, buffer, count, Int32(MSG_NOSIGNAL))
      if isLast { usleep(100_000) }  // lets the server read it all before the wire is gone
    }
    shutdown(source, Int32(SHUT_RDWR))
    shutdown(destination, Int32(SHUT_RDWR))
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
