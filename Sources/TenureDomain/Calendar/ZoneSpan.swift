/// An offset that holds up to an instant.
struct ZoneSpan: Hashable, Sendable {
  /// Seconds east of UTC.
  let offset: Int

  /// The first instant, in seconds since 1970, at which another offset may hold; `Int64.max` if the
  /// offset stays for ever.
  let end: Int64

  /// Every offset lies strictly between minus and plus this many seconds: 26 hours, as RFC 9636
  /// allows.
  static let offsetLimit = 93_600
}

/// A moment at which the clocks of a zone begin to show another offset.
struct ZoneTransition: Hashable, Sendable {
  /// Seconds since 1970.
  let at: Int64

  /// Seconds east of UTC from that moment on.
  let offset: Int
}
