/// How much a client likes something, as `q=` says it (RFC 9110, section 12.4.2).
public enum QualityValue {
  /// From 0 to 1000: `0.25` is 250; what cannot be read is 0.
  public static func thousandths(_ text: Substring) -> Int {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first.flatMap({ Int($0) }), (0...1).contains(whole) else { return 0 }
    let digits = parts.count > 1 ? parts[1].prefix(3) : ""
    let padded = digits + String(repeating: "0", count: 3 - digits.count)
    return min(1000, whole * 1000 + (Int(padded) ?? 0))
  }
}
