public import TenureDomain

/// What a quote is known by: the moment it was given and a digest of everything its answer stands
/// on. It is kept nowhere: whoever acts on it brings it back, and it is computed again.
public struct QuoteToken: Sendable, Hashable {
  /// When the quote was given.
  public let at: Timestamp
  /// SHA-256.
  public let digest: [UInt8]

  /// How long a quote holds at most.
  public static let lifetimeMinutes = 15

  /// When a quote of that moment is over even if nothing behind it differs; exclusive.
  public static func latestExpiry(of at: Timestamp) -> Timestamp {
    Timestamp(microseconds: at.microseconds + Int64(lifetimeMinutes) * 60_000_000)
  }

  var latestExpiry: Timestamp { Self.latestExpiry(of: at) }

  public init(at: Timestamp, digest: [UInt8]) {
    self.at = at
    self.digest = digest
  }

  /// Reads the text of a token; nil if it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "q1", let at = Int64(parts[1], radix: 36),
      String(at, radix: 36) == parts[1], let digest = Base64URL.bytes(parts[2].utf8),
      digest.count == 32
    else { return nil }
    self.init(at: Timestamp(microseconds: at), digest: digest)
  }

  public var text: String {
    "q1.\(String(at.microseconds, radix: 36)).\(Base64URL.text(digest))"
  }
}

extension QuoteToken {
  /// The token of an answer. The digest covers the versions of subscription and account, the
  /// edition's document, the zone's rules, the act and who asks; as deciding is a pure function of
  /// these and of the moment, the same digest means the same answer.
  init(of act: ActRequest, by party: ActingParty, on standing: Standing, edition digest: [UInt8]) {
    let parts: [String] = [
      "\(standing.account.id)", "\(standing.account.version)", "\(standing.account.customDomains)",
      "\(standing.record.id)", "\(standing.record.version)", "\(standing.edition.id)",
      Hexadecimal.text(digest), standing.zone.name, act.act.kind.rawValue,
      act.act.licenses.map(String.init) ?? "", act.act.product?.text ?? "",
      act.act.users.map(String.init) ?? "", act.domain ?? "", party.person?.text ?? "",
      party.roles.map(\.rawValue).joined(separator: ","), "\(standing.at.microseconds)",
      act.toSubscription?.text ?? "", act.act.target?.rawValue ?? "",
      act.act.lacking.map(String.init) ?? "", act.act.atRenewal ? "at-renewal" : "",
      standing.subject.subscription.endsWithBase.map { "\($0.at.microseconds)" } ?? "",
    ]
    self.init(at: standing.at, digest: Hash.sha256([UInt8](parts.joined(separator: "\n").utf8)))
  }
}
