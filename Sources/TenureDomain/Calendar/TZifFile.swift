/// What ``ZoneRules`` needs of a time zone file, checked.
struct TZifFile {
  /// The offset before the first transition: that of the file's first local time type.
  let initialOffset: Int

  /// The transitions in strictly ascending order.
  let transitions: [ZoneTransition]

  /// The rule after the last transition, if the file states one.
  let footer: PosixZone?

  /// Reads versions 1 to 4. From version 2 on the first block is for readers of version 1 and is
  /// skipped; the second has 64 bits for an instant and is followed by the footer.
  init(bytes: [UInt8]) throws(ZoneRulesError) {
    var reader = TZifReader(bytes)
    var header = try TZifHeader(&reader)
    var timeSize = 4
    if header.version >= 2 {
      try reader.skip(header.bodySize(timeSize: timeSize))
      header = try TZifHeader(&reader)
      timeSize = 8
    }
    guard header.leapCount == 0 else { throw .leapSeconds }
    let body = try Self.body(header, timeSize: timeSize, &reader)
    initialOffset = body.initialOffset
    transitions = body.transitions
    footer = header.version >= 2 ? try Self.footer(&reader) : nil
  }

  /// Reads a data block and leaves the reader behind it.
  private static func body(
    _ header: TZifHeader, timeSize: Int, _ reader: inout TZifReader
  ) throws(ZoneRulesError) -> (initialOffset: Int, transitions: [ZoneTransition]) {
    var body = TZifReader(try reader.take(header.bodySize(timeSize: timeSize)))
    var times = TZifReader(try body.take(header.timeCount * timeSize))
    var kinds = TZifReader(try body.take(header.timeCount))
    var types = TZifReader(try body.take(header.typeCount * TZifHeader.typeSize))

    var offsets: [Int] = []
    for _ in 0..<header.typeCount {
      let offset = Int(try types.integer(size: 4))
      try types.skip(2)
      guard abs(offset) < ZoneSpan.offsetLimit else { throw .inconsistent }
      offsets.append(offset)
    }
    guard let initialOffset = offsets.first else { throw .inconsistent }

    var transitions: [ZoneTransition] = []
    transitions.reserveCapacity(header.timeCount)
    for _ in 0..<header.timeCount {
      let at = try times.integer(size: timeSize)
      let kind = Int(try kinds.byte())
      guard kind < offsets.count, transitions.last.map({ $0.at < at }) ?? true else {
        throw .inconsistent
      }
      transitions.append(ZoneTransition(at: at, offset: offsets[kind]))
    }
    return (initialOffset, transitions)
  }

  /// Reads the line between two newlines; an empty one states no rule.
  private static func footer(_ reader: inout TZifReader) throws(ZoneRulesError) -> PosixZone? {
    let newline = UInt8(ascii: "\n")
    guard try reader.byte() == newline else { throw .inconsistent }
    var text: [UInt8] = []
    while true {
      let byte = try reader.byte()
      if byte == newline { break }
      text.append(byte)
    }
    guard !text.isEmpty else { return nil }
    guard let zone = PosixZone(text: text) else {
      throw .malformedFooter(String(decoding: text.prefix(64), as: UTF8.self))
    }
    return zone
  }
}

/// The 44 bytes before each data block.
struct TZifHeader {
  /// 1 to 4; a later one is read like 4, as RFC 9636 asks.
  let version: Int
  let leapCount: Int
  let timeCount: Int
  let typeCount: Int
  private let utIndicatorCount: Int
  private let standardIndicatorCount: Int
  private let characterCount: Int

  /// The size of one local time type: an offset, a flag and the index of a name.
  static let typeSize = 6

  init(_ reader: inout TZifReader) throws(ZoneRulesError) {
    for expected in "TZif".utf8 {
      guard try reader.byte() == expected else { throw .notTZif }
    }
    let version = try reader.byte()
    switch version {
    case 0: self.version = 1
    case UInt8(ascii: "2")...UInt8(ascii: "9"): self.version = Int(version - UInt8(ascii: "0"))
    default: throw .notTZif
    }
    try reader.skip(15)
    utIndicatorCount = try reader.count()
    standardIndicatorCount = try reader.count()
    leapCount = try reader.count()
    timeCount = try reader.count()
    typeCount = try reader.count()
    characterCount = try reader.count()
  }

  /// The size in bytes of the data block, at most some 2^37, so that sums cannot overflow.
  func bodySize(timeSize: Int) -> Int {
    timeCount * (timeSize + 1) + typeCount * Self.typeSize + characterCount
      + leapCount * (timeSize + 4) + standardIndicatorCount + utIndicatorCount
  }
}
