import TenureDomain

/// An edition that this version of Tenure brings along. The tests prove it and compile its digest
/// in, so that starting needs no proof.
struct ShippedEdition: Sendable {
  let id: EditionID
  let effectiveFrom: CalendarDate
  /// SHA-256 of its document.
  let digest: [UInt8]

  /// nil if a text is not what it must be.
  init?(_ family: String, _ date: String, effectiveFrom: String, sha256: String) {
    guard let date = CalendarDate(date), let effectiveFrom = CalendarDate(effectiveFrom),
      let digest = Hexadecimal.bytes(sha256), digest.count == 32
    else { return nil }
    id = EditionID(family: family, date: date)
    self.effectiveFrom = effectiveFrom
    self.digest = digest
  }

  /// The editions by their digests.
  static let byDigest = Dictionary(
    all.compactMap { $0 }.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
}
