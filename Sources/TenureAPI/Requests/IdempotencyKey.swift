/// The `Idempotency-Key` of a request: 1 to 255 visible ASCII characters.
enum IdempotencyKey {
  /// - Throws: `Problem` if there is more than one, or one that cannot be a key.
  static func read(_ fields: [String]) throws -> String? {
    guard let key = fields.first else { return nil }
    let isVisible = key.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    guard fields.count == 1, isVisible, (1...255).contains(key.utf8.count) else {
      throw Problem(
        .malformedRequest,
        "`Idempotency-Key` must stand once and have 1 to 255 visible ASCII characters")
    }
    return key
  }
}
