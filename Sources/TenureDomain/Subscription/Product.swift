/// The id of a product in the operator's catalogue.
public struct ProductID: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  public var description: String { text }
}

/// What the rules need to know of a product.
public struct Product: Sendable, Hashable {
  public let id: ProductID
  public let line: ProductLine
  /// Orders products of a line by what they contain: a higher rank has every service of a lower.
  public let rank: Int
  public let offer: Offer
  /// Whether it is no longer sold (REC-15).
  public let endOfSale: Bool
  /// Cloud storage per person, in bytes; 0 where the product has none of its own (CON-S2).
  public let storage: Int64
  /// What people call it; nil where the catalogue says nothing but its id.
  public let title: String?

  public init(
    id: ProductID, line: ProductLine, rank: Int, offer: Offer = .service, endOfSale: Bool = false,
    storage: Int64 = 0, title: String? = nil
  ) {
    self.id = id
    self.line = line
    self.rank = rank
    self.offer = offer
    self.endOfSale = endOfSale
    self.storage = storage
    self.title = title
  }
}

/// The operator's products.
public struct ProductCatalog: Sendable {
  /// In the order of the catalogue's document.
  public let products: [Product]
  private let positions: [ProductID: Int]

  public init(_ products: [Product]) {
    self.products = products
    var positions: [ProductID: Int] = [:]
    for (position, product) in products.enumerated() where positions[product.id] == nil {
      positions[product.id] = position
    }
    self.positions = positions
  }

  public subscript(id: ProductID) -> Product? {
    positions[id].map { products[$0] }
  }
}
