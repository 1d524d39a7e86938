import FoundationEssentials
import TenureDomain
import TenurePolicy
import Testing

/// What the shipped locales must say, taken from the closed words and the shipped editions.
private enum Required {
  static let languages = ["da", "en", "lv", "nb"]

  static let sections = [
    "access", "acts", "bounds", "effects", "facts", "leaving", "milestones", "outcomes", "reasons",
    "receipt", "refund-to", "roles", "states", "ways", "ways-open", "words",
  ]

  /// Every key of a section.
  static func keys(of section: String, _ library: PolicyLibrary) -> Set<String> {
    switch section {
    case "access":
      Set(Access.Users.words.map { "users-\($0)" })
        .union(Access.Administrators.words.map { "admins-\($0)" })
    case "acts": Set(ActKind.words)
    case "bounds": Set(MilestoneKind.Bound.words)
    case "effects": Set(Effect.words)
    case "facts":
      Set(FactCatalog.definitions.map(\.path)).union(GivenFact.allCases.map(\.path))
    case "leaving":
      [
        "another", "missing-feature", "not-used", "organisation-changes", "quality-or-support",
        "switching-product", "tested-only", "too-expensive",
      ]
    case "milestones": Set(MilestoneKind.words)
    case "outcomes": Set(Outcome.words)
    case "reasons": Set(headers(library).map(\.message))
    case "receipt":
      [
        "account", "act", "asked", "charge", "clock", "dates", "decided", "digest", "due",
        "edition", "effect", "erase-person", "export-person", "follows", "instead", "key",
        "licenses", "lost", "missing", "number", "object",
        "onBehalfOf", "party", "product", "proof", "reason", "received", "refund", "role", "state",
        "subscription", "supportReason", "testClock", "title", "users", "verify", "why",
      ]
    case "refund-to": Set(Refund.Destination.words)
    case "roles": Set(Role.words)
    case "states": Set(SubscriptionState.words)
    case "ways": Set(Way.names)
    case "ways-open": ["add-licenses", "reduce-licenses", "unassign-licenses", "wait-for-expiry"]
    default: factWords.union(["yes", "no"])
    }
  }

  /// The closed words that a fact can have, but those with a section of their own.
  private static let factWords: Set<String> = {
    var keys: Set<String> = []
    for definition in FactCatalog.definitions where ![.role, .state].contains(definition.fact) {
      guard case .word(let words) = definition.type else { continue }
      let name = definition.path.split(separator: ".").last ?? ""
      keys.formUnion(words.map { "\(name)-\($0)" })
    }
    return keys
  }()

  /// Every rule of every table of every edition.
  static func headers(_ library: PolicyLibrary) -> [RuleHeader] {
    var headers: [RuleHeader] = []
    for edition in library.book.documents.map(\.edition) {
      for tables in edition.acts.values { headers += tables.headers }
      headers += edition.termEnd.rules.map(\.header)
      headers += edition.reactivation.rules.map(\.header)
      headers += edition.refund.rules.map(\.header)
      headers += edition.lifecycle.rules.map(\.header)
      headers += edition.retention.rules.map(\.header)
      headers += edition.storage.rules.map(\.header)
      headers += edition.access.rules.map(\.header)
      headers += edition.notices.headers + edition.pastDue.headers
    }
    return headers
  }
}

/// The names in braces of a text, sorted.
private func placeholders(_ text: String) -> [String] {
  text.matches(of: /\{([^}]*)\}/).map { String($0.1) }.sorted()
}

struct LocaleTests {
  private let library: PolicyLibrary

  init() throws {
    library = try Project.library()
  }

  /// The catalogues of `Locales` alone; `Locales/cli` has what is said around decisions.
  private func catalogs() throws -> [MessageCatalog] {
    try DocumentFile.names(in: Project.root.appending(path: "Locales")).map {
      try MessageCatalog(Project.text("Locales/\($0)"), file: "Locales/\($0)")
    }
  }

  private func texts(of language: String) throws -> [String: String] {
    try #require(catalogs().first { $0.language == language }).texts
  }

  @Test func `the languages are those of the articles, each in a file of its name`() {
    #expect(library.messages.map(\.language) == Required.languages)
    #expect(library.messages.map(\.file) == Required.languages.map { "Locales/\($0).yaml" })
  }

  @Test func `a locale has the known sections and no others`() throws {
    for catalog in try catalogs() {
      let sections = Set(catalog.texts.keys.compactMap { $0.split(separator: ".").first })
      #expect(sections.map(String.init).sorted() == Required.sections, "\(catalog.file)")
    }
  }

  @Test(arguments: Required.languages, Required.sections)
  func `a section says all there is to say and nothing else`(
    language: String, section: String
  ) throws {
    let prefix = section + "."
    let said = try texts(of: language).keys.filter { $0.hasPrefix(prefix) }
    let keys = Set(said.map { String($0.dropFirst(prefix.count)) })
    let required = Required.keys(of: section, library)
    #expect(required.subtracting(keys).sorted() == [], "these have no text")
    #expect(keys.subtracting(required).sorted() == [], "nothing uses these")
  }

  @Test(arguments: Required.languages)
  func `a text is filled in the same way in every language`(language: String) throws {
    let english = try texts(of: "en")
    for (key, text) in try texts(of: language) {
      #expect(placeholders(text) == placeholders(english[key] ?? ""), "\(key)")
    }
  }

  @Test(arguments: Required.languages)
  func `a reason fills in only facts that each of its rules tests`(language: String) throws {
    let texts = try texts(of: language)
    for rule in Required.headers(library) {
      let tested = Set(rule.conditions.map { FactCatalog.definition(of: $0.fact).path })
      let named = Set(placeholders(texts["reasons.\(rule.message)"] ?? ""))
      #expect(named.subtracting(tested).sorted() == [], "\(rule.message), line \(rule.line)")
    }
  }

  @Test(arguments: Required.languages)
  func `only a way with a number or a date is filled in`(language: String) throws {
    for (key, text) in try texts(of: language) where !key.hasPrefix("reasons.") {
      let expected =
        switch key {
        case "ways.wait-for-expiry": ["date"]
        case "ways.add-licenses", "ways.reduce-licenses", "ways.unassign-licenses": ["to"]
        default: [String]()
        }
      #expect(placeholders(text) == expected, "\(key)")
    }
  }

  @Test(arguments: Required.languages)
  func `a reason is calm and whole`(language: String) throws {
    for (key, text) in try texts(of: language) {
      #expect(!text.isEmpty && !text.contains("!") && !text.contains("\n"), "\(key)")
      if key.hasPrefix("reasons.") { #expect(text.hasSuffix("."), "\(key)") }
    }
  }

  @Test func `a number is put into a reason`() throws {
    let english = try #require(library.messages.first { $0.language == "en" })
    let text = english.text("reasons.license-limit", ["subscription.licenses.purchased": "300"])
    #expect(text.hasPrefix("Licenses in your subscription: 300."))
  }
}
