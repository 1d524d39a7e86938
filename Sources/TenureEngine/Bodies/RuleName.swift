/// How rules are asked for.
public enum RuleName {
  /// Whether a rule is meant: by its id, by the end of it, by its act or table, or by what it
  /// carries out. Without a name every rule is.
  public static func matches(_ name: String?, id: String, implements: [String]) -> Bool {
    guard let name else { return true }
    return id == name || id.hasSuffix("/\(name)") || id.hasPrefix("\(name)/")
      || implements.contains(name)
  }
}
