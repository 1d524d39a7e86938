/// Writes the few JSON texts that the interface makes itself; bodies of the engine come as bytes.
enum JSONPieces {
  /// A string with its quotes.
  static func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(text.utf8.count + 2)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: bytes += escape(byte)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }

  /// An object, its members sorted by name.
  static func object(_ members: [(name: String, json: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for (position, member) in members.sorted(by: { $0.name < $1.name }).enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += quoted(member.name)
      bytes.append(UInt8(ascii: ":"))
      bytes += member.json
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  static func array(_ items: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    bytes += items.joined(separator: [UInt8(ascii: ",")])
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }

  private static func escape(_ control: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return Array("\\u00".utf8) + [digits[Int(control >> 4)], digits[Int(control & 15)]]
  }
}
