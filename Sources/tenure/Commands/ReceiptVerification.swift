import Foundation
import TenureEngine
import TenurePolicy

/// What came of verifying a receipt's file.
struct ReceiptVerification {
  /// The thumbprint of the key that the receipt names; nil if it cannot be read.
  private(set) var key: String?
  /// What was signed; nil unless the signature holds.
  private(set) var payload: [UInt8]?
  /// Why the receipt is not valid, nil if it is.
  private(set) var fault: String?

  /// - Throws: an error if the file is no receipt at all.
  init(_ text: String, file: String, keys: KeySet) throws(InputErrors) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let document = trimmed.hasPrefix("{") ? try Self.document(trimmed, file: file) : nil
    let compact = try document.map { (root) throws(InputErrors) in
      try Self.signed(root, file: file)
    }
    do throws(ReceiptFault) {
      let receipt = try CompactReceipt(compact ?? trimmed)
      key = receipt.key
      try receipt.verify(with: keys)
      payload = receipt.payload
    } catch {
      fault = error.description
    }
    if let document, let payload, let differing = Self.differing(document, payload) {
      fault = "`\(differing)` in the file is not what was signed"
      self.payload = nil
    }
  }

  var body: ReceiptBody? {
    payload.flatMap { try? JSONText.value(ReceiptBody.self, $0) }
  }

  /// The result for programs; the receipt stands in it as it was signed.
  var json: String {
    get throws {
      let text = try Output.json(
        Record(format: "tenure.verification/1", key: key, problem: fault, valid: fault == nil))
      guard let payload, let end = text.range(of: "\n}\n", options: .backwards)?.lowerBound else {
        return text
      }
      return text[..<end] + ",\n  \"receipt\" : \(String(decoding: payload, as: UTF8.self))\n}\n"
    }
  }

  private static func document(
    _ text: String, file: String
  ) throws(InputErrors) -> DocumentNode {
    try JSONDocument.parse([UInt8](text.utf8), name: file)
  }

  private static func signed(_ root: DocumentNode, file: String) throws(InputErrors) -> String {
    if let jws = root.pairs?.first(where: { $0.key.text == "jws" })?.value.text { return jws }
    throw InputErrors([
      InputError(
        file: file, problem: "the receipt has no signature: there is no member `jws`",
        remedy: "ask the server for it with `Accept: application/jose`")
    ])
  }

  /// A member that stands beside the signed text and says something else than it; nil if none does.
  private static func differing(_ document: DocumentNode, _ payload: [UInt8]) -> String? {
    guard let signed = try? JSONDocument.parse(payload, name: "the receipt") else { return nil }
    let beside = document.pairs?.first { $0.key.text == "receipt" }?.value ?? document
    let known = signed.pairs ?? []
    for (key, value) in beside.pairs ?? [] {
      guard let other = known.first(where: { $0.key.text == key.text })?.value else { continue }
      if !value.says(other) { return key.text ?? "" }
    }
    return nil
  }

  private struct Record: Encodable {
    var format: String
    var key: String?
    var problem: String?
    var valid: Bool
  }
}

extension DocumentNode {
  /// Whether another value is the same, whatever the order of members.
  fileprivate func says(_ other: DocumentNode) -> Bool {
    if let pairs, let others = other.pairs {
      return pairs.count == others.count
        && pairs.allSatisfy { key, value in
          others.first { $0.key.text == key.text }.map { value.says($0.value) } ?? false
        }
    }
    if let items, let others = other.items {
      return items.count == others.count && zip(items, others).allSatisfy { $0.says($1) }
    }
    return text != nil && text == other.text
  }
}
