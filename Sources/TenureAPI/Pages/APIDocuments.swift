public import FoundationEssentials
import HTTPTypes
import Mustache
import Synchronization
import TenurePolicy
import Yams

/// The documents of the interface, read from the home folder: `Interface/openapi.yaml` and the
/// templates of its pages in `Templates/docs`.
public final class APIDocuments: Sendable {
  /// The OpenAPI document as it is written.
  public let openAPI: [UInt8]
  private let text: String
  private let library: MustacheLibrary
  private let rendered = Mutex<[UInt8]?>(nil)

  /// - Parameter folder: the home folder.
  /// - Throws: `InputErrors` for a file that is missing, an error of the template library for a
  ///   template that cannot be read.
  public init(folder: URL) throws {
    let file = "Interface/openapi.yaml"
    text = try DocumentFile.text(folder.appending(path: file), name: file)
    openAPI = Array(text.utf8)
    var templates: [String: MustacheTemplate] = [:]
    for name in ["layout", "reference"] {
      let path = "Templates/docs/\(name).mustache"
      let source = try DocumentFile.text(folder.appending(path: path), name: path)
      templates[name] = try MustacheTemplate(string: source)
    }
    library = MustacheLibrary(templates: templates)
  }

  /// The readable page of the OpenAPI document, rendered when it is first asked for.
  ///
  /// - Throws: an error of the YAML library if the document cannot be read.
  func page() throws -> [UInt8] {
    try rendered.withLock { page in
      if let page { return page }
      let reference = try InterfaceReference(yaml: text)
      let bytes = html(reference.values, "reference")
      page = bytes
      return bytes
    }
  }

  private func html(_ values: [String: Any], _ template: String) -> [UInt8] {
    Array((library.render(values, withTemplate: template) ?? "").utf8)
  }
}
