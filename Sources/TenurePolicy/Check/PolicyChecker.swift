public import TenureDomain

/// Proves an edition over the whole fact space: exact, not sampled (design section 5).
public struct PolicyChecker: Sendable {
  /// Counts the changes to what a proof covers; a kept proof says under which it was made.
  public static let version = 1

  public init() {}

  /// Every fault of an edition, in the order of its document.
  public func check(document: EditionDocument, messages: [MessageCatalog] = []) -> [Finding] {
    report(on: document, messages: messages).findings
  }

  /// Every fault of an edition, and how much was looked at.
  public func report(on document: EditionDocument, messages: [MessageCatalog] = []) -> CheckReport {
    var check = EditionCheck(document, messages)
    check.run()
    let findings = check.findings.enumerated().sorted { one, other in
      (one.element.line, one.offset) < (other.element.line, other.offset)
    }
    return CheckReport(findings: findings.map(\.element), summary: check.summary)
  }

  /// Every fault of an edition's text: if it cannot be read, what is ill-typed in it.
  ///
  /// - Parameters:
  ///   - text: YAML, in the format of `Documentation/reference/policy-format.md`.
  ///   - file: the name to show in findings.
  ///   - products: the operator's catalogue.
  public func report(
    on text: String, file: String, products: ProductCatalog, messages: [MessageCatalog] = []
  ) -> CheckReport {
    do {
      let document = try EditionDocument(text, file: file, products: products)
      return report(on: document, messages: messages)
    } catch {
      return CheckReport(illTyped: error.errors)
    }
  }
}

extension Finding {
  /// A fault that was found while reading.
  public init(illTyped error: InputError) {
    let key = error.key.isEmpty ? "" : "\(error.key): "
    self.init(
      .illTyped, file: error.file, line: error.line, problem: key + error.problem,
      remedy: error.remedy)
  }
}
