import TenureDomain
import TenurePolicy

/// What is told of an account, new or changed.
struct AccountRequest {
  let request: RequestReader
  let fields: [String: DocumentNode]
  private let given: GivenReader

  /// The members that are facts of the policies.
  static let facts = [
    "kind", "agreement", "program", "segment", "country", "cloud", "timeZone", "storage",
  ]
  static let others = ["name", "family", "language", "billingProfile"]

  /// - Parameter isNew: whether name, kind and family must be told.
  init(body: [UInt8], isNew: Bool, products: ProductCatalog, zones: SystemZones) throws {
    request = try RequestReader(body)
    let required = isNew ? ["name", "kind", "family"] : []
    let optional = isNew ? ["id", "domains", "people", "clock"] : ["clock"]
    fields =
      request.reader.mapping(
        request.root, required: required,
        optional: Self.facts + Self.others + optional) ?? [:]
    given = GivenReader(reader: request.reader, products: products, zones: zones)
    if !isNew {
      for name in ["kind", "family"] {
        guard let field = fields[name] else { continue }
        request.note(field, "`\(name)` never changes", "leave it out")
      }
      if let clock = fields["clock"] {
        request.note(
          clock, "an account has a clock of its own from its beginning or never",
          "advance the clock of an account that was made with one, or make another account")
      }
    }
  }

  /// Puts what is told into a record; `null` takes a fact back.
  func apply(to record: inout AccountRecord, families: [String]) {
    var subject = Subject(account: Account(), actor: Actor(), subscription: Subscription())
    subject.account.kind = record.kind
    for name in Self.facts {
      guard let field = fields[name] else { continue }
      if field.isNull {
        clear(name, field, in: &record)
      } else if let patch = given.patch("account.\(name)", field) {
        patch.apply(&subject)
        take(name, from: subject.account, into: &record)
      }
    }
    applyOthers(to: &record, families: families)
    check(record)
  }

  private func take(_ name: String, from account: Account, into record: inout AccountRecord) {
    switch name {
    case "kind": record.kind = account.kind ?? record.kind
    case "agreement": record.agreement = account.agreement
    case "program": record.program = account.program
    case "segment": record.segment = account.segment
    case "country": record.country = account.country
    case "cloud": record.cloud = account.cloud
    case "timeZone": record.timeZone = account.zone.name
    default: record.storage = account.storage
    }
  }

  private func clear(_ name: String, _ node: DocumentNode, in record: inout AccountRecord) {
    switch name {
    case "agreement": record.agreement = nil
    case "program": record.program = nil
    case "country": record.country = nil
    case "storage": record.storage = nil
    default: request.note(node, "`\(name)` cannot be unknown", "write a value, or leave it out")
    }
  }

  private func applyOthers(to record: inout AccountRecord, families: [String]) {
    if let name = fields["name"].flatMap({ request.line($0, upTo: 200) }) { record.name = name }
    if let field = fields["family"], let family = request.reader.text(field) {
      record.family = family
      if !families.contains(family) {
        request.note(
          field, "there is no family of policies `\(family.prefix(80))`",
          request.reader.suggestion(for: family, among: families))
      }
    }
    if let language = fields["language"].flatMap(language) { record.language = language }
    if let field = fields["billingProfile"] {
      record.billingProfile = field.isNull ? nil : request.line(field, upTo: 200)
    }
  }

  func language(_ node: DocumentNode) -> String? {
    guard let text = request.reader.text(node) else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = parts.allSatisfy { part in
      (1...8).contains(part.utf8.count)
        && part.utf8.allSatisfy { byte in
          (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        }
    }
    if isTag, text.utf8.count <= 35 { return text }
    request.note(node, "`\(text.prefix(40))` is not a language", "write a tag such as `nb`")
    return nil
  }

  /// Refuses facts that cannot be true together.
  private func check(_ record: AccountRecord) {
    let account = Account(
      kind: record.kind, agreement: record.agreement, program: record.program,
      segment: record.segment, country: record.country, cloud: record.cloud,
      storage: record.storage)
    let subject = Subject(account: account, actor: Actor(), subscription: Subscription())
    for problem in SubjectCheck.contradictions(subject) {
      request.note(request.root, problem, "correct one of these facts")
    }
  }
}
