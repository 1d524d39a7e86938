import TenureDomain
import TenurePolicy

/// Reads a request's JSON body and notes every bad field, so that one answer shows all of them.
struct RequestReader {
  let reader: DocumentReader
  let root: DocumentNode

  /// - Throws: `EngineError.invalid` if the body is not JSON.
  init(_ body: [UInt8]) throws {
    reader = DocumentReader(file: "body")
    do {
      root = try JSONDocument.parse(body, name: "body")
    } catch {
      throw EngineError.invalid(error.errors.map(FieldFault.init(atPlace:)))
    }
  }

  /// - Throws: `EngineError.invalid` with everything noted so far, if anything was.
  func finish() throws {
    do {
      try reader.finish()
    } catch {
      throw EngineError.invalid(error.errors.map { FieldFault($0) })
    }
  }

  func note(_ node: DocumentNode, _ problem: String, _ remedy: String) {
    reader.note(node, problem, remedy)
  }

  /// Text of 1 to `limit` characters without control characters.
  func line(_ node: DocumentNode, upTo limit: Int) -> String? {
    guard let text = reader.text(node) else { return nil }
    guard !text.isEmpty, text.unicodeScalars.count <= limit,
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      reader.note(
        node, "the text is empty, too long or has control characters",
        "write 1 to \(limit) characters on one line")
      return nil
    }
    return text
  }

  /// Text of up to `limit` characters, on several lines if need be.
  func text(_ node: DocumentNode, upTo limit: Int) -> String? {
    guard let text = reader.text(node) else { return nil }
    guard text.unicodeScalars.count <= limit, !text.unicodeScalars.contains("\0") else {
      reader.note(node, "the text is too long", "write up to \(limit) characters")
      return nil
    }
    return text
  }

  func identifier<Kind: IdentifierKind>(
    _ node: DocumentNode, _ kind: Kind.Type
  ) -> Identifier<Kind>? {
    guard let text = reader.text(node) else { return nil }
    if let id = Identifier<Kind>(text) { return id }
    reader.note(
      node, "`\(text.prefix(80))` is not an id", "write 1 to 64 letters, digits, `-` or `_`")
    return nil
  }
}

extension FieldFault {
  init(_ error: InputError) {
    self.init(field: error.key, problem: error.problem, remedy: error.remedy)
  }

  /// A fault of syntax, which has a place instead of a field.
  init(atPlace error: InputError) {
    self.init(
      field: "", problem: "line \(error.line), column \(error.column): \(error.problem)",
      remedy: error.remedy)
  }
}
