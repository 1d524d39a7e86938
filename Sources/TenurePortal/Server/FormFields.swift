import HTTPTypes
import Hummingbird
import NIOCore
import TenureEngine

/// The fields of a form that was sent, each once.
struct FormFields: Sendable {
  /// A form has this many bytes at most.
  static let mostBytes = 32_768

  let values: [String: String]

  init(_ values: [String: String] = [:]) {
    self.values = values
  }

  /// - Throws: `Trouble` for a body that is no form or is too large.
  init(of request: Request) async throws {
    guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true
    else { throw Trouble(.unreadable) }
    guard let buffer = try? await request.body.collect(upTo: Self.mostBytes) else {
      throw Trouble(.tooLarge)
    }
    self.init(text: String(buffer: buffer))
  }

  /// The fields of a text such as `a=1&b=x+y`. Of two fields of one name the last counts; what is
  /// badly encoded, as no browser sends it, counts as nothing.
  init(text: String) {
    var values: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? Self.decoded(parts[1]) : ""
      values[Self.decoded(parts[0])] = value
    }
    self.values = values
  }

  /// The text of the fields, in the order of their names.
  var text: String {
    values.sorted { $0.key < $1.key }
      .map { "\(PercentCoding.encoded($0.key))=\(PercentCoding.encoded($0.value))" }
      .joined(separator: "&")
  }

  /// What was typed, without spaces around it; nil if nothing was.
  subscript(_ name: String) -> String? {
    guard let value = values[name] else { return nil }
    let trimmed = value.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  /// What makes a form that is sent twice act once.
  ///
  /// - Parameter path: where it is sent.
  /// - Throws: `Trouble` for a form that is none of ours.
  func once(at path: String) throws -> OnceOnly {
    // Ours are made of fewer letters; a longer key, or another, is none that the store can keep.
    guard let key = self["once"], key.utf8.count <= 64, key.utf8.allSatisfy({ (33...126) ~= $0 })
    else { throw Trouble(.foreignForm) }
    let asked = "\(path)\n\(without(["token"]).text)"
    return OnceOnly(key: "page-\(key)", fingerprint: Hash.sha256(Array(asked.utf8)))
  }

  func without(_ names: Set<String>) -> FormFields {
    FormFields(values.filter { !names.contains($0.key) })
  }

  private static func decoded(_ text: Substring) -> String {
    PercentCoding.decoded(text, plusIsBlank: true) ?? ""
  }
}

extension String {
  /// Without white space around it.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
