/// The members of an object.
struct JSONMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let scope: JSONScope

  var codingPath: [any CodingKey] { scope.codingPath }

  func encodeNil(forKey key: Key) {
    scope.begin(key)
    scope.output.append("null")
  }

  func encode(_ value: Bool, forKey key: Key) {
    scope.begin(key)
    scope.output.append(value ? "true" : "false")
  }

  func encode(_ value: String, forKey key: Key) {
    scope.begin(key)
    scope.output.append(quoting: value)
  }

  func encode(_ value: Int, forKey key: Key) {
    scope.begin(key)
    scope.output.append(number: value)
  }

  func encode(_ value: Int64, forKey key: Key) {
    scope.begin(key)
    scope.output.append(number: value)
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    scope.begin(key)
    try scope.output.write(value)
  }

  func nestedContainer<Nested>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    scope.begin(key)
    return scope.nested().container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    scope.begin(key)
    return scope.nested().unkeyedContainer()
  }

  func superEncoder() -> any Encoder {
    scope.output.begin("super", at: scope.depth)
    return scope.nested()
  }

  func superEncoder(forKey key: Key) -> any Encoder {
    scope.begin(key)
    return scope.nested()
  }
}

/// The items of an array.
struct JSONItems: UnkeyedEncodingContainer {
  let scope: JSONScope

  var codingPath: [any CodingKey] { scope.codingPath }
  var count: Int { scope.output.count(at: scope.depth) }

  func encodeNil() {
    scope.beginItem()
    scope.output.append("null")
  }

  func encode<Value: Encodable>(_ value: Value) throws {
    scope.beginItem()
    try scope.output.write(value)
  }

  func nestedContainer<Nested>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    scope.beginItem()
    return scope.nested().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    scope.beginItem()
    return scope.nested().unkeyedContainer()
  }

  func superEncoder() -> any Encoder {
    scope.beginItem()
    return scope.nested()
  }
}

/// A value that is neither object nor array.
struct JSONSingle: SingleValueEncodingContainer {
  let scope: JSONScope

  var codingPath: [any CodingKey] { scope.codingPath }

  func encodeNil() { scope.output.append("null") }
  func encode(_ value: Bool) { scope.output.append(value ? "true" : "false") }
  func encode(_ value: String) { scope.output.append(quoting: value) }
  func encode(_ value: Int) { scope.output.append(number: value) }
  func encode(_ value: Int8) { scope.output.append(number: value) }
  func encode(_ value: Int16) { scope.output.append(number: value) }
  func encode(_ value: Int32) { scope.output.append(number: value) }
  func encode(_ value: Int64) { scope.output.append(number: value) }
  func encode(_ value: UInt) { scope.output.append(number: value) }
  func encode(_ value: UInt8) { scope.output.append(number: value) }
  func encode(_ value: UInt16) { scope.output.append(number: value) }
  func encode(_ value: UInt32) { scope.output.append(number: value) }
  func encode(_ value: UInt64) { scope.output.append(number: value) }

  func encode(_ value: Double) throws { throw floatingPoint(value) }
  func encode(_ value: Float) throws { throw floatingPoint(value) }

  func encode<Value: Encodable>(_ value: Value) throws { try scope.output.write(value) }

  /// Amounts are texts and counts are whole, so a fraction is a mistake.
  private func floatingPoint(_ value: Any) -> EncodingError {
    EncodingError.invalidValue(
      value,
      EncodingError.Context(
        codingPath: codingPath, debugDescription: "a body has whole numbers alone"))
  }
}
