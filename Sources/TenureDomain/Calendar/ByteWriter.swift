/// Puts ASCII text together without a string for each part of it.
struct ByteWriter {
  private var bytes: [UInt8] = []

  /// An empty text with room for `capacity` bytes.
  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  /// The text so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends one character.
  mutating func append(_ scalar: Unicode.Scalar) {
    bytes.append(UInt8(ascii: scalar))
  }

  /// Appends a number with zeros before it up to `width` digits, 1...19.
  mutating func append(_ value: UInt64, width: Int) {
    var count = 1
    var scale: UInt64 = 1
    while count < width || value / scale >= 10 {
      count += 1
      scale *= 10
    }
    var rest = value
    for _ in 0..<count {
      let (digit, remainder) = rest.quotientAndRemainder(dividingBy: scale)
      bytes.append(UInt8(ascii: "0") + UInt8(digit))
      rest = remainder
      scale /= 10
    }
  }

  /// Appends a date as `YYYY-MM-DD`.
  mutating func append(_ date: CalendarDate) {
    let (year, month, day) = date.components
    if year < 0 { append("-") }
    append(UInt64(year.magnitude), width: 4)
    append("-")
    append(UInt64(month), width: 2)
    append("-")
    append(UInt64(day), width: 2)
  }
}
