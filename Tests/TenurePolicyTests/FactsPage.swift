import TenureDomain

/// The page `Documentation/reference/facts.md`, as the fact catalog has it.
enum FactsPage {
  static var markdown: String {
    ([introduction, table(of: FactCatalog.definitions)] + [words, told, combinations])
      .joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    # Facts

    The closed set of facts that rules can test. A fact is *given*, which means that somebody tells
    it, or *derived* from given ones. The last column names what a derived fact stands on; that is
    what an answer asks for if it is missing. A given fact stands on itself.

    This page is generated from the fact catalog, and a test keeps it true.
    `TENURE_RECORD=1 swift test --disable-xctest --filter FactsPageTests` writes it anew.

    | type | values | in a rule |
    |---|---|---|
    | truth | yes or no | `true`, `false` |
    | word | one of a closed list, below | `mosa`, `[paid, trial]` |
    | country | ISO 3166-1 alpha-2 | `NO` |
    | number | a whole number within bounds | `25`, `{ over: 25 }` |
    | date | a day | `{ before: 2022-03-02 }` |
    | span | time; negative if the moment lies on the other side | `{ within: 7d }` |
    """

  private static func table(of definitions: [FactDefinition]) -> String {
    let rows = definitions.map { definition in
      "| `\(definition.path)` | \(name(of: definition.type)) | \(definition.meaning) "
        + "| \(sources(of: definition)) |"
    }
    let head = ["## All facts", "", "| fact | type | meaning | stands on |", "|---|---|---|---|"]
    return (head + rows).joined(separator: "\n")
  }

  private static func name(of type: FactType) -> String {
    switch type {
    case .boolean: "truth"
    case .word: "word"
    case .country: "country"
    case .integer(let range):
      range.lowerBound < 0 ? "number, also below 0" : "number from \(range.lowerBound)"
    case .date: "date"
    case .duration: "span"
    }
  }

  private static func sources(of definition: FactDefinition) -> String {
    let paths = definition.inputs.map(\.path)
    return paths == [definition.path] ? "" : paths.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static var words: String {
    let rows = FactCatalog.definitions.compactMap { definition -> String? in
      guard case .word(let words) = definition.type else { return nil }
      return "| `\(definition.path)` | \(words.map { "`\($0)`" }.joined(separator: ", ")) |"
    }
    return (["## The words of each list", "", "| fact | words |", "|---|---|"] + rows)
      .joined(separator: "\n")
  }

  private static var told: String {
    let rows = GivenFact.allCases.map { given in
      let derived = FactCatalog.definitions.filter {
        $0.inputs.contains(given) && $0.path != given.path
      }
      return "| `\(given.path)` | \(derived.map { "`\($0.path)`" }.joined(separator: ", ")) |"
    }
    return
      ([
        "## What can be asked for", "",
        "The given facts that an answer can name as missing, with the facts that follow from each.",
        "",
        "| given | derived from it |", "|---|---|",
      ] + rows).joined(separator: "\n")
  }

  private static var combinations: String {
    let rows = FactCatalog.exclusions.map { exclusion in
      let facts = exclusion.conditions.map { "`\(FactCatalog.definition(of: $0.fact).path)`" }
      return "- \(exclusion.reason) (\(facts.joined(separator: ", ")))"
    }
    return
      ([
        "## Combinations that cannot exist", "",
        "Input with one of these is refused, and proofs leave it out.", "",
      ] + rows + [
        "",
        "Nor can a window begin before the first purchase; without a renewal both are one moment.",
      ]).joined(separator: "\n")
  }
}
