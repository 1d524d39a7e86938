/// Something that was read, with a mark that differs whenever the thing does.
public struct Versioned<Body: Sendable>: Sendable {
  public let body: Body
  /// What `If-Match` is compared with: counts the changes that were stored.
  public let version: Int64
  /// What time alone has changed since; with ``version`` it makes the ETag.
  public let passed: Int

  public init(_ body: Body, version: Int64, passed: Int = 0) {
    self.body = body
    self.version = version
    self.passed = passed
  }
}
