import TenureDomain
import Testing

struct ZoneRulesParsingTests {
  @Test(arguments: ["Europe/Oslo", "Asia/Kathmandu", "Asia/Gaza", "Pacific/Apia"])
  func `a file that is cut short anywhere is refused`(name: String) throws {
    let bytes = try ZoneFiles.bytes(name)
    let accepted = bytes.indices.filter { length in
      (try? ZoneRules(name: name, tzif: Array(bytes[..<length]))) != nil
    }
    #expect(accepted.isEmpty)
    #expect(throws: ZoneRulesError.truncated) {
      try ZoneRules(name: name, tzif: Array(bytes.dropLast()))
    }
  }

  @Test(arguments: ["Europe/Oslo", "Asia/Kathmandu"])
  func `no changed byte stops the process`(name: String) throws {
    let bytes = try ZoneFiles.bytes(name)
    let day = try CalendarDate.read("2040-03-28")
    for index in bytes.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var hostile = bytes
        hostile[index] = value
        guard let zone = try? ZoneRules(name: name, tzif: hostile) else { continue }
        let start = zone.startOfDay(day)
        #expect(abs(zone.offsetSeconds(at: start)) < 93_600)
      }
    }
  }

  @Test func `what is no zone file is refused`() throws {
    #expect(throws: ZoneRulesError.truncated) { try ZoneRules(name: "x", tzif: []) }
    #expect(throws: ZoneRulesError.notTZif) {
      try ZoneRules(name: "x", tzif: Array("TZjf2 and so on".utf8))
    }
    var counts = try ZoneFiles.bytes("Asia/Kathmandu")
    counts.replaceSubrange(20..<44, with: repeatElement(0xFF, count: 24))
    #expect(throws: ZoneRulesError.truncated) { try ZoneRules(name: "x", tzif: counts) }
  }

  @Test func `a file of version 1 is read without a footer`() throws {
    // One transition, from +1 h to +2 h at 1970-01-01T00:00:10Z.
    let file = block(version: 0, transitions: [(10, 1)], offsets: [3600, 7200], timeSize: 4)
    let zone = try ZoneRules(name: "one", tzif: file)
    #expect(zone.offsetSeconds(at: Timestamp(seconds: 9)) == 3600)
    #expect(zone.offsetSeconds(at: Timestamp(seconds: 10)) == 7200)
    #expect(zone.offsetSeconds(at: Timestamp(seconds: 9_999_999_999)) == 7200)
  }

  @Test func `transitions out of order and offsets out of range are refused`() {
    let unordered = block(
      version: 0, transitions: [(10, 1), (10, 0)], offsets: [0, 3600], timeSize: 4)
    let unknown = block(version: 0, transitions: [(10, 2)], offsets: [0, 3600], timeSize: 4)
    let distant = block(version: 0, transitions: [], offsets: [93_600], timeSize: 4)
    let empty = block(version: 0, transitions: [], offsets: [], timeSize: 4)
    for bytes in [unordered, unknown, distant, empty] {
      #expect(throws: ZoneRulesError.inconsistent) { try ZoneRules(name: "x", tzif: bytes) }
    }
  }

  @Test func `leap seconds are refused`() {
    var bytes = block(version: 0, transitions: [], offsets: [0], timeSize: 4)
    bytes[31] = 1
    bytes += Array(repeating: 0, count: 8)
    #expect(throws: ZoneRulesError.leapSeconds) { try ZoneRules(name: "x", tzif: bytes) }
  }

  @Test(arguments: [
    // Footer, an instant, and the offset then.
    ("UTC0", "2026-07-01T00:00:00Z", 0),
    ("<+03>-3", "2026-07-01T00:00:00Z", 10_800),
    ("<-0330>3:30", "2026-07-01T00:00:00Z", -12_600),
    ("XXX-1:02:03", "2026-07-01T00:00:00Z", 3723),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600),
    // Winter time as the exception (Dublin).
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3600),
    // South of the equator the new year lies in summer time.
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-12-31T23:59:59Z", 46_800),
    // Times before the day (Saturday 23:00) and long after it (Thursday 50:00 is Saturday 02:00).
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59:59Z", 7200),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z", 10_800),
    // Day 60 without 29 February is 1 March in every year; day 59 counted from zero is not.
    ("AAA0BBB,J60/0,J300/0", "2024-02-29T23:59:59Z", 0),
    ("AAA0BBB,J60/0,J300/0", "2024-03-01T00:00:00Z", 3600),
    ("AAA0BBB,59/0,300/0", "2024-02-29T00:00:00Z", 3600),
    ("AAA0BBB,59/0,300/0", "2023-03-01T00:00:00Z", 3600),
    ("AAA0BBB,59/0,300/0", "2023-02-28T23:59:59Z", 0),
    // Daylight time all year.
    ("EST5EDT,0/0,J365/25", "2026-01-01T05:00:00Z", -14_400),
    ("EST5EDT,0/0,J365/25", "2026-07-01T00:00:00Z", -14_400),
    ("EST5EDT,0/0,J365/25", "2026-12-31T23:59:59Z", -14_400),
    ("AAA0BBB-2,M3.5.0,M10.5.0", "2026-07-01T00:00:00Z", 7200),
  ])
  func `a footer rules the time after the last transition`(
    footer: String, instant: String, offset: Int
  ) throws {
    let zone = try ZoneRules(name: footer, tzif: file(footer: footer))
    #expect(try zone.offsetSeconds(at: .read(instant)) == offset)
  }

  @Test(arguments: [
    "X", "CET", "CE-1", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J365",
    "CET-1CEST,366,1", "CET-1CEST,J1/168,J2", "CET-1CEST,M3.5.0,M10.5.0,", "<+03-3", "<>3",
    "CET-1:60", "CET-1:00:60", "CET-1CEST,M3.5.0,M10.5.0/", "CET- 1", "\u{0}",
  ])
  func `a malformed footer is refused and shown`(footer: String) {
    #expect(throws: ZoneRulesError.malformedFooter(footer)) {
      try ZoneRules(name: "x", tzif: file(footer: footer))
    }
  }

  @Test func `without a footer the last offset stays`() throws {
    let zone = try ZoneRules(name: "x", tzif: file(footer: ""))
    #expect(try zone.offsetSeconds(at: .read("2400-07-01T00:00:00Z")) == 60)
  }

  /// A file of version 2 without transitions, whose one type is a minute east of UTC.
  private func file(footer: String) -> [UInt8] {
    block(version: 0x32, transitions: [], offsets: [0], timeSize: 4)
      + block(version: 0x32, transitions: [], offsets: [60], timeSize: 8) + "\n\(footer)\n".utf8
  }

  /// A header and a data block.
  private func block(
    version: UInt8, transitions: [(at: Int64, type: UInt8)], offsets: [Int32], timeSize: Int
  ) -> [UInt8] {
    var bytes = Array("TZif".utf8) + [version] + Array(repeating: 0, count: 15)
    for count in [0, 0, 0, transitions.count, offsets.count, 1] {
      bytes += bigEndian(Int64(count), size: 4)
    }
    for transition in transitions { bytes += bigEndian(transition.at, size: timeSize) }
    bytes += transitions.map(\.type)
    for offset in offsets { bytes += bigEndian(Int64(offset), size: 4) + [0, 0] }
    return bytes + [0]
  }

  private func bigEndian(_ value: Int64, size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * Int64($0))) }
  }
}
