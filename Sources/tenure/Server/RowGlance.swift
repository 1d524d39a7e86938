import TenurePolicy

/// What a row is and whom it belongs to, without reading the rest of it.
struct RowGlance {
  let type: String?
  let id: String?
  let account: String?

  /// nil if the row is not a JSON object; whoever reads it says so.
  init?(_ text: [UInt8]) {
    guard let node = try? JSONDocument.parse(text, name: ""), let pairs = node.pairs else {
      return nil
    }
    func value(_ name: String) -> String? { pairs.first { $0.key.text == name }?.value.text }
    type = value("type")
    id = value("id")
    account = value("account")
  }
}
