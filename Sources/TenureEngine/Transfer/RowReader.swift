import TenureDomain
import TenurePolicy

/// Reads rows and takes note of everything that is wrong with them.
struct RowReader {
  let reader: DocumentReader
  let given: GivenReader
  /// The families that there are policies of.
  let families: [String]

  /// - Parameter file: the name to show in errors.
  init(file: String, products: ProductCatalog, zones: SystemZones, families: [String]) {
    reader = DocumentReader(file: file)
    given = GivenReader(reader: reader, products: products, zones: zones)
    self.families = families
  }

  /// nil if the row cannot be read; why is then among the errors of ``reader``.
  func row(_ node: DocumentNode) -> TransferRow? {
    guard let pairs = node.pairs else {
      reader.note(node, "\(node.kindName) stands where a row belongs", "write `{\"type\": …}`")
      return nil
    }
    guard let type = pairs.first(where: { $0.key.text == "type" })?.value else {
      reader.note(node, "`type` is missing", "add `\"type\": \"account\"` or another kind of row")
      return nil
    }
    switch reader.word(type, TransferRow.Kind.self) {
    case .account: return account(node)
    case .person: return person(node)
    case .domain: return domain(node)
    case .subscription: return subscription(node)
    case .receipt: return receipt(node)
    case .entry: return entry(node)
    case .event: return event(node)
    case .message: return message(node)
    case .edition: return edition(node)
    case .hold: return hold(node)
    case .task: return task(node)
    case .supportCase: return supportCase(node)
    case .payment: return payment(node)
    case .productKey: return productKey(node)
    case .storage: return storage(node)
    case .feed: return feed(node)
    case .calendarEntry: return calendarEntry(node)
    case nil: return nil
    }
  }

  /// The members of a row, its `type` aside. One that is missing is noted; what there is can still
  /// be read, so that one run shows everything that is wrong.
  func members(
    _ node: DocumentNode, required: [String], optional: [String] = []
  ) -> [String: DocumentNode]? {
    reader.mapping(node, required: required, optional: optional + ["type"])
  }

  /// A name that something has.
  func identifier<Kind: IdentifierKind>(
    _ node: DocumentNode?, _ kind: Kind.Type
  ) -> Identifier<Kind>? {
    guard let node, let text = reader.text(node) else { return nil }
    if let identifier = Identifier<Kind>(text) { return identifier }
    reader.note(node, "`\(text)` is not an id", "write 1 to 64 letters, digits, `-` or `_`")
    return nil
  }

  func instant(_ node: DocumentNode?) -> Timestamp? {
    node.flatMap(given.instant)
  }

  func date(_ node: DocumentNode?) -> CalendarDate? {
    node.flatMap(reader.date)
  }

  func bytes(_ node: DocumentNode?) -> [UInt8]? {
    node.flatMap(reader.text).map { Array($0.utf8) }
  }

  func hexadecimal(_ node: DocumentNode?, bytes count: Int) -> [UInt8]? {
    guard let node, let text = reader.text(node) else { return nil }
    if let bytes = Hexadecimal.bytes(text), bytes.count == count { return bytes }
    reader.note(node, "it is not \(count) bytes", "write \(count * 2) hexadecimal digits")
    return nil
  }

  func base64(_ node: DocumentNode?, bytes count: Int) -> [UInt8]? {
    guard let node, let text = reader.text(node) else { return nil }
    if let bytes = Base64URL.bytes(text.utf8), bytes.count == count { return bytes }
    reader.note(node, "it is not \(count) bytes", "write them in base64url without padding")
    return nil
  }

  func edition(named node: DocumentNode?) -> EditionID? {
    guard let node, let text = reader.text(node) else { return nil }
    if let reference = PolicyReference(text), let date = reference.date {
      return EditionID(family: reference.family, date: date)
    }
    reader.note(node, "`\(text)` is not an edition", "write `family@YYYY-MM-DD`")
    return nil
  }

  /// The money of `amount` and `currency`.
  func money(_ node: DocumentNode?) -> Money? {
    guard let node, let members = reader.mapping(node, required: ["amount", "currency"]) else {
      return nil
    }
    return given.money(members)
  }
}
