public import TenureDomain
public import TenurePolicy

/// The file that holds the keys. It is the one place where the active key's private part lies, so
/// it needs a back-up of its own: neither the database nor an export has it.
public struct KeyFile: Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// The keys of the file. Where there is none, it is made with a new key, mode 0600.
  ///
  /// - Throws: an error if others can read the file, or if it cannot be read or made.
  public func open(ids: any IDSource, at now: Timestamp) throws(InputErrors) -> KeyRing {
    if let ring = try read() { return ring }
    guard let ring = KeyRing(secret: ids.secret(bytes: 32), since: now) else { throw noKey }
    let suffix = Hexadecimal.text(ids.secret(bytes: 8))
    if try file.create(document(of: ring), suffix: suffix) { return ring }
    guard let other = try read() else { throw noKey }
    return other
  }

  /// The keys of the file, nil if there is no such file.
  public func read() throws(InputErrors) -> KeyRing? {
    guard let bytes = try file.read() else { return nil }
    return try KeyRing(document: bytes, file: path)
  }

  /// Makes a new active key and retires the old one: its public part stays, its private part goes.
  public func rotate(ids: any IDSource, at now: Timestamp) throws(InputErrors) -> KeyRing {
    guard let old = try read(), let ring = old.rotated(to: ids.secret(bytes: 32), at: now) else {
      throw noKey
    }
    try file.replace(document(of: ring))
    return ring
  }

  private var file: PrivateFile { PrivateFile(path: path) }

  private func document(of ring: KeyRing) throws(InputErrors) -> [UInt8] {
    do {
      return try ring.document()
    } catch {
      throw noKey
    }
  }

  private var noKey: InputErrors {
    InputErrors([
      InputError(
        file: path, problem: "there is no key in it",
        remedy: "restore the file from its back-up, or start the server once without it")
    ])
  }
}
