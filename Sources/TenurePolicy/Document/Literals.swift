import TenureDomain

extension DocumentReader {
  /// A span such as `7d` or `72h`, in microseconds.
  func span(_ node: DocumentNode) -> Int64? {
    guard let text = text(node) else { return nil }
    if let count = count(text, unit: "d") { return Int64(count) * 86_400_000_000 }
    if let count = count(text, unit: "h") { return Int64(count) * 3_600_000_000 }
    note(node, "`\(text)` is not a span of time", "write days as `7d` or hours as `72h`")
    return nil
  }

  /// A number of days such as `30d`.
  func days(_ node: DocumentNode) -> Int? {
    unit(node, "d", "a number of days", "write it as `30d`")
  }

  /// A number of months such as `3mo`.
  func months(_ node: DocumentNode) -> Int? {
    unit(node, "mo", "a number of months", "write it as `3mo`")
  }

  /// A size in bytes such as `40GB` or `4.5GB` (1 GB = 10^9 bytes); digits alone are bytes.
  public func bytes(_ node: DocumentNode) -> Int64? {
    guard let text = node.text ?? text(node) else { return nil }
    for (unit, decimals) in [("TB", 12), ("GB", 9), ("MB", 6), ("KB", 3), ("B", 0), ("", 0)]
    where text.hasSuffix(unit) {
      if let bytes = decimal(text.dropLast(unit.count), decimals: decimals) { return bytes }
      break
    }
    note(node, "`\(text)` is not a size", "write it as `40GB`, `4.5GB` or `500MB`")
    return nil
  }

  /// A decimal number times ten to the number of decimals, exactly; nil if it has more of them.
  private func decimal(_ text: Substring, decimals: Int) -> Int64? {
    let parts = whole(text).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, !whole.isEmpty, whole.count <= 15 else {
      return nil
    }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard parts.count == 1 || !fraction.isEmpty, fraction.count <= decimals else { return nil }
    let digits = whole + fraction + String(repeating: "0", count: decimals - fraction.count)
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int64(digits)
  }

  private func unit(
    _ node: DocumentNode, _ unit: String, _ what: String, _ remedy: String
  ) -> Int? {
    guard let text = text(node) else { return nil }
    if let count = count(text, unit: unit) { return count }
    note(node, "`\(text)` is not \(what)", remedy)
    return nil
  }

  /// The whole number before a unit, up to a million.
  private func count(_ text: String, unit: String) -> Int? {
    guard text.hasSuffix(unit) else { return nil }
    let digits = text.dropLast(unit.count)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(digits).flatMap { $0 <= 1_000_000 ? $0 : nil }
  }
}
