import Foundation

/// The keys that the portal's code can ask for: those written whole, and those composed as it runs,
/// where what is put in is a word that the code has.
///
/// A word is in quotes somewhere in the same folder, or names a case, a constant or a form's field
/// anywhere. One whose text begins with a value, such as `\(texts).why.refused`, names only what
/// begins with a key of the same file or with an argument that says whose texts they are.
struct AskedTexts {
  private struct File {
    /// The texts in quotes, cut where a value is put in.
    var texts: Set<[Substring]>
    var folder: String
  }

  private let files: [File]
  /// Texts in quotes without values, of each folder.
  private var words: [String: Set<Substring>] = [:]
  private var everywhere: Set<Substring> = []
  /// Whose texts a page asks another's code to say.
  private var owners: Set<Substring> = []

  /// - Parameters:
  ///   - portal: what stands in the portal's files, by the path of each.
  ///   - others: what stands in all other files.
  ///   - giving: what stands in those others that give the portal words to say.
  init(portal: [String: String], others: [String], giving: [String]) {
    files = portal.map { path, source in
      File(texts: Self.texts(source[...]), folder: "\(path.split(separator: "/").dropLast())")
    }
    for file in files {
      words[file.folder, default: []].formUnion(file.texts.compactMap(Self.whole))
    }
    for source in portal.values {
      owners.formUnion(source.matches(of: /\b(?:texts|of): "([a-z-]+)"/).map(\.1))
      // Numbers become words, too.
      let numbers = source.matches(of: /\b[0-9][0-9_]{3,}\b/)
      everywhere.formUnion(numbers.map { Substring($0.0.replacing("_", with: "")) })
    }
    for source in others + portal.values { everywhere.formUnion(Self.names(source)) }
    for source in giving { everywhere.formUnion(Self.texts(source[...]).compactMap(Self.whole)) }
  }

  func contains(_ key: String) -> Bool {
    files.contains { file in file.texts.contains { names(key[...], $0, in: file) } }
  }

  private static func texts(_ source: Substring) -> Set<[Substring]> {
    let value = /\\\((?:[^()]|\([^()]*\))*\)/
    let quoted = source.matches(of: /"((?:[^"\\\n]|\\\((?:[^()]|\([^()]*\))*\)|\\.)*)"/)
    return quoted.reduce(into: []) { found, text in
      found.insert(text.1.split(separator: value, omittingEmptySubsequences: false))
      for value in text.1.matches(of: value) { found.formUnion(texts(value.0.dropFirst(2))) }
    }
  }

  private static func whole(_ text: [Substring]) -> Substring? {
    text.count == 1 ? text.first : nil
  }

  /// What cases and constants are called, and what they and the fields of forms are as text: an
  /// event's `task.created` also with a dash, and without what it is about.
  private static func names(_ source: String) -> [Substring] {
    let cases = source.matches(of: /\bcase ([a-z]\w*(?:, *[a-z]\w*)*)/)
      .flatMap { $0.1.split(separator: /, */) }
    let values = source.matches(
      of: /(?:\b(?:case|let) \w+(?:: \w+)? = |\bfield: )"([^"]+)"/
    ).map(\.1)
    return cases
      + values.flatMap { value in
        [value, Substring(value.replacing(".", with: "-"))] + value.split(separator: ".").suffix(1)
      }
  }

  private func names(_ key: Substring, _ text: [Substring], in file: File) -> Bool {
    guard let first = text.first, text.count > 1 else { return text == [key] }
    guard first.isEmpty else {
      return key.hasPrefix(first)
        && fits(key.dropFirst(first.count), text.dropFirst()) { isWord($0, in: file) }
    }
    // What is nearly all values would name everything.
    guard text.joined().contains(/[.-]/) else { return false }
    return key.indices.contains { end in
      let owner = key[..<end]
      let rest = key[end...]
      return rest.hasPrefix(text[1]) && isOwner(owner, in: file)
        && fits(rest.dropFirst(text[1].count), text.dropFirst(2)) { word in
          // It says what others ask it to.
          files.contains { isWord(word, in: $0) }
        }
    }
  }

  /// Whether a rest of a key is values and these pieces in turn, which a value begins.
  private func fits(
    _ rest: Substring, _ pieces: ArraySlice<Substring>, _ isValue: (Substring) -> Bool
  ) -> Bool {
    guard let piece = pieces.first else { return rest.isEmpty }
    return (Array(rest.indices) + [rest.endIndex]).contains { end in
      rest[end...].hasPrefix(piece) && isValue(rest[..<end])
        && fits(rest[end...].dropFirst(piece.count), pieces.dropFirst(), isValue)
    }
  }

  private func isWord(_ word: Substring, in file: File) -> Bool {
    everywhere.contains(word) || words[file.folder, default: []].contains(word)
      || file.texts.contains { text in
        // Some words are composed themselves.
        guard let first = text.first, text.count > 1, !first.isEmpty else { return false }
        return !text.joined().contains(".") && names(word, text, in: file)
      }
  }

  private func isOwner(_ key: Substring, in file: File) -> Bool {
    if owners.contains(key) { return true }
    return key.contains(".")
      && file.texts.contains { $0.first?.isEmpty == false && names(key, $0, in: file) }
  }
}
