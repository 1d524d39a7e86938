import Crypto
import FoundationEssentials

/// What browsers may do with a document that stands alone: take the style that it carries, know it
/// by its hash, and load, run and send nothing.
public enum StandalonePolicy {
  private static let opening = Array("<style>".utf8)
  private static let closing = Array("</style>".utf8)

  /// The value of `Content-Security-Policy` for a document with at most one style, in UTF-8.
  public static func field(for html: [UInt8]) -> String {
    "default-src 'none'; style-src \(source(of: html)); base-uri 'none'; form-action 'none'; "
      + "frame-ancestors 'none'"
  }

  private static func source(of html: [UInt8]) -> String {
    guard let start = html.firstRange(of: opening),
      let end = html[start.upperBound...].firstRange(of: closing)
    else { return "'none'" }
    let digest = SHA256.hash(data: html[start.upperBound..<end.lowerBound])
    return "'sha256-\(Data(digest).base64EncodedString())'"
  }
}
