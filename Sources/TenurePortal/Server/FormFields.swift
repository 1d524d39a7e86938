import HTTPTypes
import Hummingbird
import NIOCore
import TenureEngine

/// The fields of a form that was sent, each once.
struct FormFields: Sendable {
  /// A form has this many bytes at most. The longest that one allows are 4,500 characters, of which
  /// each is sent as 12 bytes at worst.
  static let mostBytes = 65_536

  let values: [String: String]

  init(_ values: [String: String] = [:]) {
    self.values = values
  }

  /// - Throws: `Trouble` for a body that is no form or is too large.
  init(of request: Request, upTo most: Int = mostBytes) async throws {
    guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true
    else { throw Trouble(.unreadable) }
    guard let buffer = try? await request.body.collect(upTo: most) else {
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

  /// The fields in one word, which is never longer than four thirds of the form that brought them:
  /// encoded once more as a form, most texts would be several times as long.
  var kept: String {
    let pairs = values.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    return Base64URL.text(Array(pairs.joined(separator: "\0").utf8))
  }

  /// Reads what ``kept`` wrote; nil if it is not.
  init?(kept: String) {
    guard let bytes = Base64URL.bytes(kept.utf8),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let parts = text.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    guard parts.count.isMultiple(of: 2) else { return nil }
    let pairs = stride(from: 0, to: parts.count, by: 2).map { (parts[$0], parts[$0 + 1]) }
    values = Dictionary(pairs) { $1 }
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

  /// The same for another session: without what proves the one it was sent in. What makes it act
  /// once stays, for it may have been carried out just before that one ended.
  var forAnother: FormFields { without(["token"]) }

  func without(_ names: Set<String>) -> FormFields {
    FormFields(values.filter { !names.contains($0.key) })
  }

  /// Lines end as the fields that they were typed into count them, and not as forms send them.
  private static func decoded(_ text: Substring) -> String {
    let decoded = PercentCoding.decoded(text, plusIsBlank: true) ?? ""
    return decoded.replacing("\r\n", with: "\n")
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
