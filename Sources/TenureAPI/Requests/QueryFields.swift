import TenureEngine

/// The parameters of a query. Each name stands once, and names that the operation does not have are
/// errors, so that a misspelled filter never shows everything.
struct QueryFields: Sendable {
  private let values: [String: String]

  /// - Parameter query: the part after `?`; nil if there is none.
  /// - Throws: `Problem`, naming every parameter that is unknown, repeated or badly encoded.
  init(_ query: String?, allowed: [String]) throws {
    var values: [String: String] = [:]
    var faults: [FieldFault] = []
    for pair in (query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decoded(parts[0], plusIsBlank: true),
        let value = PercentCoding.decoded(parts.count > 1 ? parts[1] : "", plusIsBlank: true)
      else {
        faults.append(
          FieldFault(
            field: "query", problem: "`\(pair)` is badly encoded",
            remedy: "percent-encode UTF-8 text"))
        continue
      }
      if let fault = Self.fault(name, isSet: values[name] != nil, allowed) {
        faults.append(fault)
      } else {
        values[name] = value
      }
    }
    guard faults.isEmpty else { throw Problem(.invalidInput, faults: faults) }
    self.values = values
  }

  private static func fault(_ name: String, isSet: Bool, _ allowed: [String]) -> FieldFault? {
    if !allowed.contains(name) {
      let known = allowed.map { "`\($0)`" }.joined(separator: ", ")
      let remedy = allowed.isEmpty ? "leave the query away" : "use one of \(known)"
      return FieldFault(
        field: "query.\(name)", problem: "the parameter is not known here", remedy: remedy)
    }
    guard isSet else { return nil }
    return FieldFault(
      field: "query.\(name)", problem: "the parameter stands more than once",
      remedy: "write it once")
  }

  subscript(name: String) -> String? { values[name] }

  /// A parameter's value as something else; nil if the parameter is not there.
  ///
  /// - Parameter remedy: what to write instead of a value that cannot be read.
  func value<Value>(
    _ name: String, _ remedy: @autoclosure () -> String, _ read: (String) -> Value?
  ) throws -> Value? {
    guard let text = values[name] else { return nil }
    guard let value = read(text) else {
      throw Problem.invalid("query.\(name)", "`\(text.prefix(80))` cannot be read", remedy())
    }
    return value
  }

  /// The parameters but those that say where a page begins and ends, as one text that is the same
  /// for the same filter.
  var filter: String {
    values.filter { $0.key != "cursor" && $0.key != "limit" }.sorted { $0.key < $1.key }
      .map { PercentCoding.encoded($0.key) + "=" + PercentCoding.encoded($0.value) }
      .joined(separator: "&")
  }
}
