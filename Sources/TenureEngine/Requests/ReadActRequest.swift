public import TenureDomain
import TenurePolicy

extension ActRequest {
  /// Reads the body of a request for a quote or an act.
  ///
  /// - Throws: `EngineError.invalid`.
  public init(body: [UInt8], products: ProductCatalog) throws {
    let request = try RequestReader(body)
    let reader = request.reader
    let fields = reader.mapping(request.root, required: ["act"], optional: Self.members) ?? [:]
    let read = ActFields(request: request, fields: fields).read(products)
    try request.finish()
    guard let read else { throw EngineError.invalid([]) }
    self = read
  }

  static let members = [
    "licenses", "product", "users", "domain", "quote", "actor", "reason", "feedback",
    "toSubscription", "onBehalfOf", "supportReason", "atRenewal",
  ]
}

/// The members of an act's body.
struct ActFields {
  let request: RequestReader
  let fields: [String: DocumentNode]

  private var reader: DocumentReader { request.reader }

  func read(_ products: ProductCatalog) -> ActRequest? {
    guard let kind = fields["act"].flatMap({ reader.word($0, ActKind.self) }) else { return nil }
    checkParameters(of: kind)
    var read = ActRequest(Act(kind))
    let least = kind == .changePlan ? 1 : 0
    read.act.licenses = fields["licenses"].flatMap {
      reader.integer($0, in: least...1_000_000_000)
    }
    read.act.atRenewal = fields["atRenewal"].flatMap(reader.boolean) ?? false
    read.act.users = fields["users"].flatMap { reader.integer($0, in: 1...1_000_000_000) }
    read.act.product = fields["product"].flatMap { product($0, products) }
    read.toSubscription = fields["toSubscription"].flatMap {
      request.identifier($0, Named.Subscription.self)
    }
    read.domain = fields["domain"].flatMap { DomainName.read($0, request) }
    read.quote = fields["quote"].flatMap(quote)
    read.named = fields["actor"].flatMap(actor)
    read.reason = fields["reason"].flatMap { reader.word($0, LeavingReason.self) }
    read.feedback = fields["feedback"].flatMap { request.text($0, upTo: 4_000) }
    read.onBehalfOf = onBehalfOf()
    read.supportReason = supportReason()
    return read
  }

  func onBehalfOf() -> PersonID? {
    fields["onBehalfOf"].flatMap { request.identifier($0, Named.Person.self) }
  }

  func supportReason() -> String? {
    fields["supportReason"].flatMap { request.text($0, upTo: ActingParty.longestReason) }
  }

  /// What an act may tell though it need not.
  private static func optional(_ kind: ActKind) -> Set<String> {
    switch kind {
    case .addLicenses: ["atRenewal"]
    case .changePlan: ["licenses", "atRenewal"]
    case .moveUsers: ["product"]
    default: []
    }
  }

  /// An act has the parameters of its kind, and no others.
  private func checkParameters(of kind: ActKind) {
    let needed: Set<String> =
      switch kind.parameters {
      case .nothing: kind == .removeDomain ? ["domain"] : []
      case .licenses: ["licenses"]
      case .product: ["product"]
      // The subscription that they move to says of which product it is.
      case .productAndUsers:
        fields["toSubscription"] == nil ? ["product", "users"] : ["users", "toSubscription"]
      }
    for name in [
      "licenses", "product", "users", "domain", "toSubscription", "atRenewal",
    ] {
      if needed.contains(name), fields[name] == nil {
        reader.note(
          request.root, "`\(kind.rawValue)` needs `\(name)`", "add `\"\(name)\": …`")
      } else if !needed.contains(name), let field = fields[name],
        !Self.optional(kind).contains(name)
      {
        reader.note(field, "`\(kind.rawValue)` has no `\(name)`", "leave it out")
      }
    }
  }

  private func product(_ node: DocumentNode, _ products: ProductCatalog) -> ProductID? {
    guard let text = reader.text(node) else { return nil }
    if let product = products[ProductID(text)] { return product.id }
    let known = products.products.map(\.id.text)
    reader.note(
      node, "`\(text.prefix(80))` is not in the catalogue",
      reader.suggestion(for: text, among: known))
    return nil
  }

  private func quote(_ node: DocumentNode) -> QuoteToken? {
    guard let text = reader.text(node) else { return nil }
    if let token = QuoteToken(text) { return token }
    reader.note(node, "this is not a quote", "send the `quote` of an answer as it was given")
    return nil
  }

  func actor(_ node: DocumentNode) -> ActRequest.Named? {
    guard let fields = reader.mapping(node, optional: ["person", "role"]) else { return nil }
    switch (fields["person"], fields["role"]) {
    case (let person?, nil):
      return request.identifier(person, Named.Person.self).map { .person($0) }
    case (nil, let role?): return reader.word(role, Role.self).map { .role($0) }
    default:
      reader.note(node, "it names not exactly one actor", "write either `person` or `role`")
      return nil
    }
  }
}

/// A domain name such as `example.com`, in lower case, in ASCII.
public enum DomainName {
  static func read(_ node: DocumentNode, _ request: RequestReader) -> String? {
    guard let text = request.reader.text(node) else { return nil }
    if let name = checked(text) { return name }
    request.note(
      node, "`\(text.prefix(80))` is not a domain name",
      "write it as `example.com`, other letters in Punycode")
    return nil
  }

  /// The name in lower case; nil if the text is none.
  public static func checked(_ text: String) -> String? {
    let labels = text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy { byte in
          (48...57).contains(byte) || (97...122).contains(byte) || byte == 45
        }
    }
    return isName && labels.count >= 2 && text.utf8.count <= 253 ? text.lowercased() : nil
  }
}
