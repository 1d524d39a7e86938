import Foundation
import TenureDomain
import Testing

extension CalendarDate {
  /// The day written as `YYYY-MM-DD`, which the test knows to exist.
  static func read(
    _ iso: String, at location: SourceLocation = #_sourceLocation
  ) throws -> CalendarDate {
    try #require(CalendarDate(iso), "no date `\(iso)`", sourceLocation: location)
  }
}

extension Timestamp {
  /// The instant written as in RFC 3339, which the test knows to exist.
  static func read(
    _ rfc3339: String, at location: SourceLocation = #_sourceLocation
  ) throws -> Timestamp {
    try #require(Timestamp(rfc3339), "no instant `\(rfc3339)`", sourceLocation: location)
  }
}

extension Term {
  /// The term from one day up to another, which the test knows to be later.
  static func read(
    _ start: String, _ end: String, at location: SourceLocation = #_sourceLocation
  ) throws -> Term {
    let term = Term(
      start: try .read(start, at: location), end: try .read(end, at: location))
    return try #require(term, "no term from \(start) to \(end)", sourceLocation: location)
  }
}

extension ZoneFiles {
  /// The bytes of a zone file.
  static func bytes(
    _ name: String, at location: SourceLocation = #_sourceLocation
  ) throws -> [UInt8] {
    let text = try #require(base64[name], "no zone file `\(name)`", sourceLocation: location)
    let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters)
    return [UInt8](try #require(data, sourceLocation: location))
  }
}

extension ZoneRules {
  /// The rules of a zone whose file is kept with the tests.
  static func read(
    _ name: String, at location: SourceLocation = #_sourceLocation
  ) throws -> ZoneRules {
    try ZoneRules(name: name, tzif: ZoneFiles.bytes(name, at: location))
  }
}
