import Foundation
import TenureEngine
import TenurePolicy
import Testing

@testable import TenurePortal

/// What the portal says in each language is what its templates and its code ask for.
@Suite struct PortalTextTests {
  private let catalogs: [MessageCatalog]
  /// The keys of all texts; those of plural forms without the form.
  private let keys: Set<String>

  init() throws {
    catalogs = try PortalWorld.shelf.get().messages
    keys = Set(catalogs.flatMap(Self.portalTexts).map { Self.plain($0.key) })
  }

  private static func portalTexts(_ catalog: MessageCatalog) -> [(key: String, text: String)] {
    catalog.texts.filter { $0.key.hasPrefix("portal.") }
      .map { (String($0.key.dropFirst("portal.".count)), $0.value) }
  }

  private static func plain(_ key: String) -> String {
    let form = key.split(separator: ".").last.flatMap { PluralForm(rawValue: String($0)) }
    return form.map { String(key.dropLast($0.rawValue.count + 1)) } ?? key
  }

  private static func files(_ folder: String, _ ending: String) throws -> [String] {
    let place = PortalWorld.root.appending(path: folder)
    return try FileManager.default.subpathsOfDirectory(atPath: place.path)
      .filter { $0.hasSuffix(ending) }
      .map { try String(contentsOf: place.appending(path: $0), encoding: .utf8) }
  }

  /// The texts in quotes of the portal's code, cut where a value is put in.
  private static func literals() throws -> [[Substring]] {
    let value = /\\\((?:[^()]|\([^()]*\))*\)/
    return try files("Sources/TenurePortal", ".swift").flatMap { source in
      source.matches(of: /"((?:[^"\\\n]|\\\((?:[^()]|\([^()]*\))*\)|\\.)*)"/)
        .map { $0.1.split(separator: value, omittingEmptySubsequences: false) }
    }
  }

  /// Whether a text in quotes can come to name a key. One without values names all below it too.
  private static func names(_ key: String, _ pieces: [Substring]) -> Bool {
    guard let first = pieces.first, let last = pieces.last else { return false }
    guard pieces.count > 1 else { return key == first || key.hasPrefix("\(first).") }
    // What is nearly all values would name everything.
    guard pieces.joined().contains(/\..*[a-z]|[a-z].*\./) else { return false }
    guard key.hasPrefix(first), key.hasSuffix(last), key.count >= first.count + last.count else {
      return false
    }
    var rest = key.dropFirst(first.count).dropLast(last.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  @Test func `every text is said somewhere`() throws {
    let templates = try Self.files("Templates/portal", ".mustache").joined()
    let shown = Set(templates.matches(of: /\[\[([^\]]+)\]\]/).map { String($0.1) })
    let literals = Set(try Self.literals()).filter { $0.joined().contains(/[a-z]/) }
    let unused = keys.subtracting(shown).subtracting(["frame.language"]).filter { key in
      !literals.contains { Self.names(key, $0) }
    }
    #expect(unused.sorted() == [])
  }

  @Test func `every text that the code asks for is there`() throws {
    let asked = try Self.files("Sources/TenurePortal", ".swift").flatMap { source in
      // A simple boundary: to Unicode, `visit.text` is one word.
      source.matches(
        of: /(say\.)?\b(?:text|count)\(\s*"([a-z][^"\\]*\.[^"\\]*)"/.wordBoundaryKind(.simple)
      )
      .filter { $0.1 == nil }.map { String($0.2.trimmingPrefix("portal.")) }
    }
    #expect(asked.count > 300)
    #expect(Set(asked).subtracting(keys).sorted() == [])
  }

  @Test func `a text is filled in the same way in every language`() throws {
    func values(_ text: String) -> [String] {
      Set(text.matches(of: /\{([^}]*)\}/).map { String($0.1) }).sorted()
    }
    var told: [String: [String]] = [:]
    for catalog in catalogs {
      for (key, text) in Self.portalTexts(catalog) where Self.plain(key) == key {
        // A day in figures has leading zeros in Latvian.
        if key == "charts.short-day" { continue }
        let known = told[key] ?? values(text)
        #expect(values(text) == known, "\(catalog.language): \(key)")
        told[key] = known
      }
    }
    #expect(told.count > 1_000)
  }
}
