/// Where what was done and what the naive model says part.
struct Deviation: Error, CustomStringConvertible {
  let what: String
  let expected: String
  let actual: String

  var description: String {
    "\(what)\n    the model says  \(expected)\n    the engine says \(actual)"
  }

  /// - Throws: itself, unless both are the same.
  static func unless<Value: Equatable>(
    _ what: @autoclosure () -> String, _ expected: Value, _ actual: Value
  ) throws {
    guard expected != actual else { return }
    throw Deviation(what: what(), expected: "\(expected)", actual: "\(actual)")
  }
}
