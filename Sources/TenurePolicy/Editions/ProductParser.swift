public import TenureDomain

extension ProductCatalog {
  /// Reads the operator's catalogue: a list of products.
  ///
  /// - Throws: every fault of the document, with its place.
  public init(_ text: String, file: String) throws(InputErrors) {
    let root = try DocumentParser.parse(text, file: file)
    let reader = DocumentReader(file: file)
    let products = reader.items(root).compactMap { item -> Product? in
      guard
        let values = reader.mapping(
          item, required: ["id", "line", "rank"],
          optional: ["offer", "endOfSale", "storage", "title"]),
        let id = values["id"].flatMap(reader.text),
        let line = values["line"].flatMap({ reader.word($0, ProductLine.self) }),
        let rank = values["rank"].flatMap({ reader.integer($0, in: 0...1_000) })
      else { return nil }
      return Product(
        id: ProductID(id), line: line, rank: rank,
        offer: values["offer"].flatMap { reader.word($0, Offer.self) } ?? .service,
        endOfSale: values["endOfSale"].flatMap(reader.boolean) ?? false,
        storage: values["storage"].flatMap(reader.bytes) ?? 0,
        title: values["title"].flatMap(reader.text))
    }
    try reader.finish()
    self.init(products)
  }
}
