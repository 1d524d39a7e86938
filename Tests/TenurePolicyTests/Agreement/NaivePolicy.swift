import TenureDomain
import Yams

/// A deliberately naive reading of a policy document: rules are looked at one by one, tests by
/// words and numbers as they are written. It shares nothing with the compiled form but the fact
/// catalog's names, so that where both agree, both are right or both misread the same sentence.
struct NaivePolicy {
  let acts: [String: Tables]

  struct Tables {
    var elsewhere: [NaiveRule] = []
    var unnecessary: [NaiveRule] = []
    var refusals: [NaiveRule] = []
    var permits: [NaiveRule] = []
  }

  struct Answer: Equatable {
    /// nil where no table answers.
    var outcome: String?
    var rules: [String] = []
  }

  init(_ text: String) throws {
    guard let root = try compose(yaml: text)?.mapping else { throw NaiveError.notAPolicy }
    var sets: [String: [String]] = [:]
    for (key, value) in root["sets"]?.mapping ?? Node.Mapping([]) {
      sets[key.word] = value.sequence.map { $0.map(\.word) } ?? []
    }
    var acts: [String: Tables] = [:]
    for (key, value) in root["acts"]?.mapping ?? Node.Mapping([]) {
      let act = key.word
      func rules(_ table: String) -> [NaiveRule] {
        let shared = root["shared"]?.mapping?[table]?.sequence.map(Array.init) ?? []
        let own = value.mapping?[table]?.sequence.map(Array.init) ?? []
        return shared.filter { Self.concerns(act, $0) }.map { NaiveRule(act, $0, sets) }
          + own.map { NaiveRule(act, $0, sets) }
      }
      acts[act] = Tables(
        elsewhere: rules("elsewhere"), unnecessary: rules("unnecessary"),
        refusals: rules("refusals"), permits: rules("permits"))
    }
    self.acts = acts
  }

  private static func concerns(_ act: String, _ rule: Node) -> Bool {
    if let acts = rule.mapping?["acts"]?.sequence, !acts.contains(where: { $0.word == act }) {
      return false
    }
    return !(rule.mapping?["exceptActs"]?.sequence?.contains { $0.word == act } ?? false)
  }

  /// What the tables of an act say of facts that are all known.
  func answer(_ act: String, _ facts: [String: NaiveValue]) -> Answer {
    guard let tables = acts[act] else { return Answer() }
    for (outcome, rules) in [
      ("elsewhere", tables.elsewhere), ("unnecessary", tables.unnecessary),
      ("refused", tables.refusals),
    ] {
      let matching = rules.filter { $0.matches(facts) }
      if !matching.isEmpty { return Answer(outcome: outcome, rules: matching.map(\.id)) }
    }
    guard let permit = tables.permits.first(where: { $0.matches(facts) }) else { return Answer() }
    return Answer(outcome: "permitted", rules: [permit.id])
  }
}

enum NaiveError: Error {
  case notAPolicy
}

/// A value as a person would write it.
enum NaiveValue: Hashable {
  case word(String)
  case number(Int64)
}

struct NaiveRule {
  let id: String
  let tests: [(path: String, test: NaiveTest)]

  init(_ act: String, _ node: Node, _ sets: [String: [String]]) {
    id = "\(act)/\(node.mapping?["id"]?.word ?? "?")"
    tests = (node.mapping?["when"]?.mapping ?? Node.Mapping([])).map { key, value in
      (key.word, NaiveTest(value, sets))
    }
  }

  func matches(_ facts: [String: NaiveValue]) -> Bool {
    tests.allSatisfy { path, test in facts[path].map(test.passes) ?? false }
  }
}

indirect enum NaiveTest {
  case any([String])
  case not(NaiveTest)
  case all([NaiveTest])
  case compare(String, String)

  init(_ node: Node, _ sets: [String: [String]]) {
    if let list = node.sequence {
      self = .any(list.map(\.word))
    } else if let mapping = node.mapping {
      self = .all(
        mapping.map { key, value in
          switch key.word {
          case "not": .not(NaiveTest(value, sets))
          case "in": .any(sets[value.word] ?? [])
          case "notIn": .not(.any(sets[value.word] ?? []))
          default: .compare(key.word, value.word)
          }
        })
    } else {
      self = .any([node.word])
    }
  }

  func passes(_ value: NaiveValue) -> Bool {
    switch self {
    case .any(let words): words.contains { Self.read($0, like: value) == value }
    case .not(let test): !test.passes(value)
    case .all(let tests): tests.allSatisfy { $0.passes(value) }
    case .compare(let name, let text): compare(name, value, Self.read(text, like: value))
    }
  }

  private func compare(_ name: String, _ value: NaiveValue, _ bound: NaiveValue) -> Bool {
    switch (value, bound) {
    case (.number(let value), .number(let bound)):
      switch name {
      case "over": value > bound
      case "atLeast": value >= bound
      case "atMost": value <= bound
      default: value < bound
      }
    case (.word(let date), .word(let bound)): name == "from" ? date >= bound : date < bound
    default: false
    }
  }

  /// `7d` and `24h` are spans, digits are numbers; all else is a word.
  private static func read(_ text: String, like value: NaiveValue) -> NaiveValue {
    guard case .number = value else { return .word(text) }
    let hour: Int64 = 3_600_000_000
    if text.hasSuffix("d"), let days = Int64(text.dropLast()) { return .number(days * 24 * hour) }
    if text.hasSuffix("h"), let hours = Int64(text.dropLast()) { return .number(hours * hour) }
    return Int64(text).map(NaiveValue.number) ?? .word(text)
  }
}

extension Node {
  fileprivate var word: String { scalar?.string ?? "" }
}
