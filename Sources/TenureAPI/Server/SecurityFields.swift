import HTTPTypes

/// Header fields that keep browsers and caches from doing harm with an answer.
enum SecurityFields {
  /// - Parameter isPublic: whether the answer is the same for everybody.
  static func add(to fields: inout HTTPFields, isPublic: Bool) {
    fields[.xContentTypeOptions] = "nosniff"
    if !isPublic { fields[.cacheControl] = "no-store" }
    guard fields[.contentType]?.hasPrefix(MediaType.html.rawValue) == true else { return }
    // Pages carry their style in themselves, run nothing and load nothing.
    fields[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
      + "frame-ancestors 'none'"
    fields[.referrerPolicy] = "no-referrer"
  }
}
