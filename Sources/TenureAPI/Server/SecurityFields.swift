import HTTPTypes

/// Header fields that keep browsers and caches from doing harm with an answer.
enum SecurityFields {
  /// - Parameters:
  ///   - isPublic: whether the answer is the same for everybody.
  ///   - isSecure: whether clients reach the server by HTTPS, so that they need never try without.
  static func add(to fields: inout HTTPFields, isPublic: Bool, isSecure: Bool) {
    if isSecure { fields[.strictTransportSecurity] = "max-age=31536000" }
    fields[.xContentTypeOptions] = "nosniff"
    if !isPublic { fields[.cacheControl] = "no-store" }
  }
}
