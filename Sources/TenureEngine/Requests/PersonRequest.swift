import TenureDomain
import TenurePolicy

/// What is told of a person, new or changed.
struct PersonRequest {
  let request: RequestReader
  let fields: [String: DocumentNode]

  init(_ request: RequestReader, _ node: DocumentNode, isNew: Bool) {
    self.request = request
    fields =
      request.reader.mapping(
        node, required: isNew ? ["name"] : [],
        optional: (isNew ? ["id"] : ["name"]) + ["email", "language", "roles"]) ?? [:]
  }

  func apply(to record: inout PersonRecord) {
    if let name = fields["name"].flatMap({ request.line($0, upTo: 200) }) { record.name = name }
    if let field = fields["email"] { record.email = field.isNull ? nil : email(field) }
    if let field = fields["language"] {
      record.language = field.isNull ? nil : request.line(field, upTo: 35)
    }
    if let field = fields["roles"] { record.roles = roles(field) }
  }

  private func roles(_ node: DocumentNode) -> [Role] {
    var roles: Set<Role> = []
    for item in request.reader.items(node) {
      guard let role = request.reader.word(item, Role.self, except: [.visitor]) else { continue }
      if !roles.insert(role).inserted {
        request.note(item, "`\(role.rawValue)` stands twice", "keep one of them")
      }
    }
    return Role.allCases.filter(roles.contains)
  }

  /// An address with one `@` and no spaces, in lower case; whether it can be reached is not asked.
  private func email(_ node: DocumentNode) -> String? {
    guard let text = request.line(node, upTo: 254) else { return nil }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
      !text.unicodeScalars.contains(where: \.properties.isWhitespace)
    else {
      request.note(node, "this is not an e-mail address", "write it as `name@example.com`")
      return nil
    }
    return text.lowercased()
  }
}
