import FoundationEssentials

/// Writes JSON with its members in alphabetical order, so that equal values have equal bytes.
public enum JSONText {
  /// The text of a value that has no numbers but whole ones.
  public static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let output = JSONOutput()
    try output.write(value)
    return output.bytes
  }

  /// Reads what ``bytes(_:)`` wrote.
  public static func value<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}

extension JSONText {
  /// An object of members whose values are JSON already; the names must be in alphabetical order.
  static func object(_ members: [(name: String, value: [UInt8])]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(members.reduce(2) { $0 + $1.name.utf8.count + $1.value.count + 4 })
    text.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text += "\"\(member.name)\":".utf8
      text += member.value
    }
    text.append(UInt8(ascii: "}"))
    return text
  }
}
