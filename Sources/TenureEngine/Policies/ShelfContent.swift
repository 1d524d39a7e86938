import TenureDomain
import TenurePolicy

/// What stands on a shelf at one moment. It never changes, so readers share it.
final class ShelfContent: Sendable {
  let products: ProductCatalog
  let messages: [MessageCatalog]
  let editions: [EditionID: ShelvedEdition]
  /// What lies in the folder or the store and is not served.
  let refused: [InputError]
  private let localizers: [String: Localizer]
  /// The texts for a language that has none of its own.
  private let general: Localizer
  /// The editions of each family, oldest first.
  let families: [String: [ShelvedEdition]]

  init(
    products: ProductCatalog, messages: [MessageCatalog], editions: [ShelvedEdition],
    refused: [InputError] = []
  ) {
    self.products = products
    self.messages = messages
    self.refused = refused
    self.editions = Dictionary(
      editions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    localizers = Dictionary(
      messages.map { ($0.language, Localizer($0, products: products)) },
      uniquingKeysWith: { first, _ in first })
    let nothing = MessageCatalog(file: "", language: "en", texts: [:])
    general = localizers["en"] ?? Localizer(nothing, products: products)
    families = Dictionary(grouping: self.editions.values.sorted { $0.id < $1.id }, by: \.id.family)
  }

  func adding(_ added: [ShelvedEdition], refused: [InputError] = []) -> ShelfContent {
    ShelfContent(
      products: products, messages: messages, editions: editions.values + added,
      refused: self.refused + refused)
  }

  /// The edition in force for a term that begins on a date (D5); the oldest if none was yet.
  func edition(of family: String, on date: CalendarDate) -> ShelvedEdition? {
    let editions = families[family]
    return editions?.last { $0.effectiveFrom <= date } ?? editions?.first
  }

  func localizer(for language: String) -> Localizer {
    let primary = String(language.prefix { $0 != "-" }).lowercased()
    return localizers[language] ?? localizers[primary] ?? general
  }

  var book: PolicyBook {
    do {
      return try PolicyBook(editions.values.map(\.document))
    } catch {
      preconditionFailure("the shelf has one edition under each id")
    }
  }
}
