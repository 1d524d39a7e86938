/// Why the bytes of a time zone file cannot be used.
public enum ZoneRulesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bytes do not begin as a TZif file does.
  case notTZif

  /// The bytes end before the file does.
  case truncated

  /// The file counts leap seconds, as those under `right/` do; instants here do not.
  case leapSeconds

  /// Two numbers in the file contradict each other, or one is out of its range.
  case inconsistent

  /// The line of text at the end, which rules the time after the last transition, is not a POSIX
  /// `TZ` value.
  case malformedFooter(String)

  public var description: String {
    switch self {
    case .notTZif: "the bytes are not a time zone file"
    case .truncated: "the time zone file is cut short"
    case .leapSeconds: "the time zone file counts leap seconds"
    case .inconsistent: "the time zone file contradicts itself"
    case .malformedFooter(let text): "the time zone file ends with the malformed rule `\(text)`"
    }
  }
}
