import FoundationEssentials

/// The texts of a folder, put together from `Locales`, `Locales/cli`, `Locales/notices`, a folder
/// for each page in `Locales/portal`, and what is general.
struct LocaleReading {
  /// One catalogue a language, in the order of their tags.
  let messages: [MessageCatalog]
  let faults: [InputError]

  /// - Parameter general: a folder whose texts stand in for those that the first one lacks; nil if
  ///   there is none, or if it is the same.
  init(folder: URL, general: URL?) {
    var faults: [InputError] = []
    let own = Self.catalogs(folder, &faults)
    guard faults.isEmpty else {
      (messages, self.faults) = (own, faults)
      return
    }
    guard let general else {
      (messages, self.faults) = (own, own.flatMap(Self.withoutSections))
      return
    }
    let shared = Self.catalogs(general, &faults).map(\.withoutReasons)
    let wanted = shared.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    let plural = shared.reduce(into: Set<String>()) { $0.formUnion($1.pluralNames) }
    let merged = own.map { catalog in
      shared.first { $0.language == catalog.language }.map(catalog.merging) ?? catalog
    }
    messages = merged.isEmpty ? shared : merged
    self.faults = faults + messages.flatMap { Self.lacking($0, wanted, plural) }
  }

  /// The catalogues by language, each put together from the files of both folders.
  private static func catalogs(_ folder: URL, _ faults: inout [InputError]) -> [MessageCatalog] {
    var files: [String: String] = [:]
    var texts: [String: [String: String]] = [:]
    let paths = (["Locales", "Locales/cli", "Locales/notices"] + pages(of: folder)).filter {
      // What is said around decisions may be general altogether.
      $0 == "Locales" || FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
    // Two hundred small files: reading them is a third of a server's start.
    for (catalogs, own) in paths.concurrentMap({ catalogs(folder, $0) }) {
      faults += own
      for catalog in catalogs {
        if files[catalog.language] == nil { files[catalog.language] = catalog.file }
        texts[catalog.language, default: [:]].merge(catalog.texts) { first, _ in first }
      }
    }
    return files.sorted { $0.key < $1.key }.map { language, file in
      MessageCatalog(file: file, language: language, texts: texts[language] ?? [:])
    }
  }

  /// The catalogues of one folder of texts, one a language.
  private static func catalogs(
    _ folder: URL, _ path: String
  ) -> (catalogs: [MessageCatalog], faults: [InputError]) {
    var faults: [InputError] = []
    let names = LibraryReading.attempt(&faults) { () throws(InputErrors) in
      try DocumentFile.names(in: folder.appending(path: path))
    }
    let catalogs = (names ?? []).compactMap { name in
      LibraryReading.attempt(&faults) { () throws(InputErrors) in
        let file = "\(path)/\(name)"
        return try MessageCatalog(LibraryReading.text(folder, file), file: file)
      }
    }
    return (catalogs, faults + incomplete(catalogs))
  }

  /// The folders of the portal's pages.
  private static func pages(of folder: URL) -> [String] {
    let place = folder.appending(path: "Locales/portal")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { "Locales/portal/\($0)" }
  }

  /// An error for each text that one language of a folder has and another lacks.
  static func incomplete(_ catalogs: [MessageCatalog]) -> [InputError] {
    let names = catalogs.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    let plural = catalogs.reduce(into: Set<String>()) { $0.formUnion($1.pluralNames) }
    return catalogs.flatMap { catalog in
      catalog.missing(names, plural: plural).map {
        InputError(
          file: catalog.file, key: $0, problem: "the text is missing",
          remedy: "add it: another language of the folder has it")
      }
    }
  }

  /// An error if a language lacks texts that are not general in it either.
  private static func lacking(
    _ catalog: MessageCatalog, _ wanted: Set<String>, _ plural: Set<String>
  ) -> [InputError] {
    let missing = catalog.missing(wanted, plural: plural)
    guard let first = missing.first else { return [] }
    let count = missing.count == 1 ? "one text is" : "\(missing.count) texts are"
    return [
      InputError(
        file: catalog.file, key: first,
        problem: "\(count) missing, and Tenure has none in `\(catalog.language)`",
        remedy: "translate what Tenure's Locales hold, all but `reasons`")
    ]
  }

  /// An error if whole sections are missing, and nothing general stands in for them.
  private static func withoutSections(_ catalog: MessageCatalog) -> [InputError] {
    let missing = sections.subtracting(catalog.sections).sorted()
    guard !missing.isEmpty else { return [] }
    let names = missing.map { "`\($0)`" }.joined(separator: ", ")
    return [
      InputError(
        file: catalog.file, problem: "these sections are missing: \(names)",
        remedy: "name the folder of Tenure's own Locales in TENURE_HOME, or add them here")
    ]
  }

  /// Everything that is said, but for the reasons of policies.
  private static let sections: Set = [
    "access", "acts", "blockers", "bounds", "changes", "cli", "conclusions", "conditions",
    "effects", "facts", "formats", "leaving", "losses", "milestones", "notices", "open", "outcomes",
    "portal", "refund-to", "roles", "states", "ways", "ways-open", "words",
  ]
}

extension MessageCatalog {
  /// The catalogue without what belongs to the rules of a policy.
  fileprivate var withoutReasons: MessageCatalog {
    MessageCatalog(
      file: file, language: language, texts: texts.filter { !$0.key.hasPrefix("reasons.") })
  }

  fileprivate var sections: Set<String> {
    Set(texts.keys.map { String($0.prefix { $0 != "." }) })
  }
}
