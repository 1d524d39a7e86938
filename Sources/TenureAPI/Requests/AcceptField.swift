import TenureEngine

/// What a client takes, as the `Accept` field says it (RFC 9110, section 12.5.1).
struct AcceptField {
  private struct Range {
    let type: Substring
    let subtype: Substring
    /// From 0 to 1000.
    let quality: Int
  }

  private let ranges: [Range]
  private let takesAll: Bool

  /// - Parameter field: nil if the client sent none; then it takes everything.
  init(_ field: String?) {
    ranges = field.map { $0.split(separator: ",").compactMap(Self.range) } ?? []
    takesAll = field.map { trimmed($0[...]).isEmpty } ?? true
  }

  /// What the client likes best of what there is; the first of equals. nil if it takes none.
  func choose(from offered: [MediaType]) -> MediaType? {
    guard !takesAll else { return offered.first }
    var best: (form: MediaType, quality: Int)?
    for form in offered {
      let quality = quality(of: form)
      if quality > best?.quality ?? 0 { best = (form, quality) }
    }
    return best?.form
  }

  /// The quality of the most specific range that names a form.
  private func quality(of form: MediaType) -> Int {
    let name = form.rawValue.split(separator: "/")
    var found = (rank: -1, quality: 0)
    for range in ranges {
      let rank: Int
      if range.type == name[0], range.subtype == name[1] {
        rank = 2
      } else if range.type == name[0], range.subtype == "*" {
        rank = 1
      } else if range.type == "*", range.subtype == "*" {
        rank = 0
      } else {
        continue
      }
      if rank > found.rank { found = (rank, range.quality) }
    }
    return found.quality
  }

  private static func range(_ text: Substring) -> Range? {
    let parts = text.lowercased().split(separator: ";").map { Substring(trimmed($0)) }
    let name = parts.first?.split(separator: "/") ?? []
    guard name.count == 2 else { return nil }
    let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
    return Range(
      type: name[0], subtype: name[1],
      quality: quality.map { QualityValue.thousandths($0.dropFirst(2)) } ?? 1000)
  }
}
