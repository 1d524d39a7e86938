import Synchronization
import TenureDomain
import TenurePolicy

/// An edition on a shelf. It is read when somebody first asks for it.
final class ShelvedEdition: Sendable {
  let id: EditionID
  let effectiveFrom: CalendarDate
  /// SHA-256 of its document.
  let digest: [UInt8]
  /// The YAML document; nil for an edition that was made elsewhere.
  let text: String?
  private let file: String
  private let products: ProductCatalog
  private let reading: Mutex<EditionDocument?>

  /// An edition that was read.
  init(_ document: EditionDocument, text: String?, digest: [UInt8]) {
    id = document.edition.id
    effectiveFrom = document.edition.effectiveFrom
    file = document.file
    products = document.edition.products
    self.digest = digest
    self.text = text
    reading = Mutex(document)
  }

  /// An edition that is known by its digest.
  init(_ shipped: ShippedEdition, text: String, file: String, products: ProductCatalog) {
    id = shipped.id
    effectiveFrom = shipped.effectiveFrom
    digest = shipped.digest
    self.text = text
    self.file = file
    self.products = products
    reading = Mutex(nil)
  }

  var edition: Edition { document.edition }

  /// The edition with its document. Others wait while one reads it.
  var document: EditionDocument {
    reading.withLock { known in
      if let known { return known }
      guard let text, let document = try? EditionDocument(text, file: file, products: products)
      else { preconditionFailure("the tests read every edition whose digest is compiled in") }
      known = document
      return document
    }
  }
}
