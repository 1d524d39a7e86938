/// Whose address a request came from. Proxies tell it in header fields, and are believed only if
/// they are trusted.
struct ClientAddress: Sendable {
  let trusted: [NetworkRange]

  /// The address nearest to us that is no trusted proxy.
  ///
  /// - Parameter peer: the other end of the connection.
  /// - Parameter forwarded: the values of `Forwarded`, in order (RFC 7239).
  /// - Parameter forwardedFor: the values of `X-Forwarded-For`, in order.
  func find(peer: String, forwarded: [String], forwardedFor: [String]) -> String {
    guard !trusted.isEmpty, isTrusted(peer) else { return peer }
    let hops =
      forwarded.isEmpty
      ? forwardedFor.flatMap { $0.split(separator: ",").map { Self.bare(trimmed($0)) } }
      : forwarded.flatMap { $0.split(separator: ",").map(Self.hop) }
    var nearest = peer
    for hop in hops.reversed() {
      // What is no address says nothing about the hops before it either.
      guard NetworkAddress(hop[...]) != nil else { return nearest }
      nearest = hop
      if !isTrusted(hop) { return hop }
    }
    return nearest
  }

  private func isTrusted(_ text: String) -> Bool {
    guard let address = NetworkAddress(text[...]) else { return false }
    return trusted.contains { $0.contains(address) }
  }

  /// The `for` parameter of one element of `Forwarded`.
  private static func hop(_ element: Substring) -> String {
    for pair in element.split(separator: ";").map(trimmed) where pair.lowercased().hasPrefix("for=")
    {
      let value = pair.dropFirst(4)
      let isQuoted = value.count >= 2 && value.first == "\"" && value.last == "\""
      return bare(isQuoted ? value.dropFirst().dropLast() : value)
    }
    return ""
  }

  /// An address without its port and brackets.
  private static func bare(_ text: Substring) -> String {
    if text.first == "[" { return String(text.dropFirst().prefix { $0 != "]" }) }
    let colons = text.filter { $0 == ":" }.count
    return String(colons == 1 ? text.prefix { $0 != ":" } : text)
  }
}
