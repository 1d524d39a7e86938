/// Where one value writes itself: an object, an array or a single value, as the value decides.
struct JSONScope: Encoder {
  let output: JSONOutput
  /// How deep the value lies.
  let depth: Int

  /// Nobody asks where a value lies: a body that cannot be written is a mistake of the house.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    output.decide(.object, at: depth)
    return KeyedEncodingContainer(JSONMembers(scope: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    output.decide(.array, at: depth)
    return JSONItems(scope: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    output.decide(.single, at: depth)
    return JSONSingle(scope: self)
  }

  /// Begins the next member.
  func begin(_ key: some CodingKey) {
    output.begin(key.stringValue, at: depth)
  }

  /// Begins the next item.
  func beginItem() {
    output.beginItem(at: depth)
  }

  /// A scope for what was begun last. It ends where the next member or item begins.
  func nested() -> JSONScope {
    JSONScope(output: output, depth: output.open())
  }
}
