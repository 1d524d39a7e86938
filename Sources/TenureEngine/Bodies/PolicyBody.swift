public import TenureDomain

/// An edition in a list.
public struct PolicyBody: Codable, Sendable, Hashable {
  public var edition: String
  public var family: String
  public var date: String
  public var effectiveFrom: String
  /// SHA-256 of the document, in hexadecimal.
  public var sha256: String
  public var sources: [SourceBody]

  public init(_ edition: Edition, digest: [UInt8]) {
    self.edition = "\(edition.id)"
    family = edition.id.family
    date = "\(edition.id.date)"
    effectiveFrom = "\(edition.effectiveFrom)"
    sha256 = Hexadecimal.text(digest)
    sources = edition.sources.map(SourceBody.init)
  }
}
