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

  private static func files(_ folder: String, _ ending: String) throws -> [String: String] {
    let place = PortalWorld.root.appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: place.path)
      .filter { $0.hasSuffix(ending) }
    return try Dictionary(
      uniqueKeysWithValues: paths.map {
        ($0, try String(contentsOf: place.appending(path: $0), encoding: .utf8))
      })
  }

  /// The keys of these that neither a template shows nor the code asks for.
  private static func unused(_ keys: Set<String>) throws -> [String] {
    let templates = try files("Templates/portal", ".mustache").values.joined()
    let shown = Set(templates.matches(of: /\[\[([^\]]+)\]\]/).map { String($0.1) })
    let sources = try files("Sources", ".swift")
    func stand(in place: String) -> [String: String] {
      sources.filter { $0.key.hasPrefix(place) }
    }
    let portal = stand(in: "TenurePortal/")
    let asked = AskedTexts(
      portal: portal, others: sources.filter { portal[$0.key] == nil }.map(\.value),
      giving: stand(in: "tenure/Demo/DemoSignIn").map(\.value))
    return keys.subtracting(shown).filter { !asked.contains($0) }.sorted()
  }

  @Test func `every text is said somewhere`() throws {
    let unused = try Self.unused(keys.subtracting(["frame.language"]))
    #expect(unused == [])
  }

  @Test func `a text that nobody says is found wherever it is planted`() throws {
    let places = Set(keys.map { $0.split(separator: ".").dropLast().joined(separator: ".") })
    let planted = Set(
      places.flatMap { ["\($0).nonsense", "\($0).nonsense.title", "\($0).done-nonsense"] })
    #expect(places.count > 60)
    let found = try Self.unused(planted)
    #expect(planted.subtracting(found) == [])
  }

  @Test func `every text that the code asks for is there`() throws {
    let asked = try Self.files("Sources/TenurePortal", ".swift").values.flatMap { source in
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
