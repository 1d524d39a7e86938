import TenureDomain

/// Reads the four tables of each act, and the rules that several acts share.
struct ActsParser {
  let rules: RuleReader

  private var reader: DocumentReader { rules.reader }

  /// The tables by act. Every act must be answered.
  func acts(_ node: DocumentNode, shared: DocumentNode?) -> [ActKind: ActTables] {
    let sharedTables = shared.flatMap {
      reader.mapping($0, optional: ["elsewhere", "unnecessary", "refusals"])
    }
    guard let values = reader.mapping(node, required: ActKind.words) else { return [:] }
    var acts: [ActKind: ActTables] = [:]
    for kind in ActKind.allCases {
      guard let tables = values[kind.rawValue],
        let own = reader.mapping(
          tables, required: ["permits"], optional: ["elsewhere", "unnecessary", "refusals"])
      else { continue }
      func table(_ name: String) -> [Rule<Refusal>] {
        let common = sharedTables?[name].map { refusals($0, of: kind, isShared: true) } ?? []
        return common + (own[name].map { refusals($0, of: kind, isShared: false) } ?? [])
      }
      acts[kind] = ActTables(
        elsewhere: table("elsewhere"), unnecessary: table("unnecessary"),
        refusals: table("refusals"), permits: Table(own["permits"].map { permits($0, kind) } ?? []))
    }
    return acts
  }

  /// The rules of a table for one act; of shared rules those that name it, or name no act.
  private func refusals(
    _ node: DocumentNode, of kind: ActKind, isShared: Bool
  ) -> [Rule<Refusal>] {
    reader.items(node).compactMap { item in
      let own = ["ways", "item"] + (isShared ? ["acts", "exceptActs"] : [])
      guard
        let values = reader.mapping(item, required: ["id"], optional: RuleReader.common + own),
        isFor(kind, values), let header = rules.header(item, values, scope: kind.rawValue)
      else { return nil }
      let ways = values["ways"].map { reader.items($0).compactMap(way) } ?? []
      return Rule(header, Refusal(ways: ways, item: values["item"].flatMap(reader.text)))
    }
  }

  private func isFor(_ kind: ActKind, _ values: [String: DocumentNode]) -> Bool {
    let included = values["acts"].map(kinds)
    let excluded = values["exceptActs"].map(kinds) ?? []
    return (included?.contains(kind) ?? true) && !excluded.contains(kind)
  }

  private func kinds(_ node: DocumentNode) -> [ActKind] {
    reader.items(node).compactMap { reader.word($0, ActKind.self) }
  }

  private func permits(_ node: DocumentNode, _ kind: ActKind) -> [Rule<Effect>] {
    reader.items(node).compactMap { item in
      guard
        let values = reader.mapping(
          item, required: ["id", "effect"], optional: RuleReader.common),
        let header = rules.header(item, values, scope: kind.rawValue),
        let effect = values["effect"].flatMap({ reader.word($0, Effect.self) })
      else { return nil }
      return Rule(header, effect)
    }
  }

  /// A way: its name, or its name with what it speaks of.
  private func way(_ node: DocumentNode) -> WayCandidate? {
    if node.text != nil { return named(node).map { WayCandidate($0) } }
    guard let pair = node.pairs?.first, node.pairs?.count == 1 else {
      reader.note(node, "a way is its name, or one key with details", "write `reduce-licenses`")
      return nil
    }
    guard let way = named(pair.key),
      let details = reader.mapping(pair.value, optional: ["to", "house"])
    else { return nil }
    return WayCandidate(
      way, to: details["to"].flatMap { reader.integer($0, in: 0...1_000_000_000) },
      isHouse: details["house"].flatMap(reader.boolean) ?? false)
  }

  private func named(_ node: DocumentNode) -> Way? {
    guard let name = reader.text(node) else { return nil }
    if let way = Way(name) { return way }
    reader.note(node, "`\(name)` is not a way", reader.suggestion(for: name, among: Way.names))
    return nil
  }
}
