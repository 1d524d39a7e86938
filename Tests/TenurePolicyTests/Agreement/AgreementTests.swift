import Foundation
import TenureDomain
import TenurePolicy
import TenureTesting
import Testing

/// The compiled policies and a naive reading of the same documents answer alike.
struct AgreementTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private struct Pair {
    let edition: Edition
    let naive: NaivePolicy
  }

  private static func pairs() throws -> [Pair] {
    try PolicyLibrary(folder: root).book.documents.map { document in
      let text = try String(contentsOf: root.appending(path: document.file), encoding: .utf8)
      return Pair(edition: document.edition, naive: try NaivePolicy(text))
    }
  }

  private func answer(_ judgement: Judgement) -> NaivePolicy.Answer {
    NaivePolicy.Answer(
      outcome: judgement.outcome.rawValue,
      rules: judgement.matched.map(\.header.id) + [judgement.permit?.header.id].compactMap { $0 })
  }

  @Test func `on 100 000 random facts, every rule that holds is the same`() throws {
    var random = RandomFacts(generator: SeededGenerator(seed: 20_261_120))
    let pairs = try Self.pairs()
    for index in 0..<100_000 {
      let pair = pairs[index % pairs.count]
      let act = ActKind.allCases[(index / pairs.count) % ActKind.allCases.count]
      let facts = random.complete()
      let compiled = answer(Judgement(pair.edition.tables(for: act), facts))
      let naive = pair.naive.answer(act.rawValue, facts.naive)
      guard compiled == naive else {
        Issue.record("\(pair.edition.id) \(act): \(compiled) against \(naive), case \(index)")
        return
      }
    }
  }

  @Test func `on every class of each act's space, every rule that holds is the same`() throws {
    var random = RandomFacts(generator: SeededGenerator(seed: 7))
    var classes = 0
    for pair in try Self.pairs() {
      for act in ActKind.allCases {
        let tables = pair.edition.tables(for: act)
        let space = FactSpace(rules: tables.headers.map(\.conditions))
        let filler = random.complete()
        for leaf in space.leaves() {
          var facts = filler
          for (axis, taken) in zip(space.axes, leaf.classes) {
            facts[axis.fact] = axis.classes[taken].values.ranges.first?.lowerBound
          }
          classes += 1
          let compiled = answer(Judgement(tables, facts))
          let naive = pair.naive.answer(act.rawValue, facts.naive)
          #expect(compiled == naive, "\(pair.edition.id) \(act)")
        }
      }
    }
    print("agreement: \(classes) classes")
    #expect(classes > 1_000)
  }

  @Test func `with facts absent, the outcome and what is missing are those of all completions`()
    throws
  {
    var random = RandomFacts(generator: SeededGenerator(seed: 3))
    let pairs = try Self.pairs()
    var undetermined = 0
    for index in 0..<4_000 {
      let pair = pairs[index % pairs.count]
      let act = ActKind.allCases[(index / pairs.count) % ActKind.allCases.count]
      let tables = pair.edition.tables(for: act)
      let read = Set(tables.headers.flatMap(\.conditions).map(\.fact))
      let absent = Fact.allCases.filter(read.contains).shuffled(using: &random.generator)
        .prefix(1 + index % 2)
      var facts = random.complete()
      for fact in absent { facts[fact] = nil }
      let expected = Completions(of: facts, absent: Array(absent)).judge { complete in
        pair.naive.answer(act.rawValue, complete.naive).outcome ?? "none"
      }
      let judgement = Judgement(tables, facts)
      undetermined += judgement.outcome == .undetermined ? 1 : 0
      guard expected.outcome == judgement.outcome.rawValue, expected.missing == judgement.missing
      else {
        Issue.record(
          """
          \(pair.edition.id) \(act) without \(absent): \(judgement.outcome) \(judgement.missing), \
          but all completions give \(expected)
          """)
        return
      }
    }
    #expect(undetermined > 100)
  }
}

/// Every way to fill in absent facts that can be true.
private struct Completions {
  private var all: [FactSet] = []
  private let absent: [Fact]

  init(of facts: FactSet, absent: [Fact]) {
    self.absent = absent
    var sets = [facts]
    for fact in absent {
      sets = sets.flatMap { set in
        RandomFacts.values(of: fact).map { value in
          var filled = set
          filled[fact] = value
          return filled
        }
      }
    }
    all = sets.filter(Possibility.isPossible)
  }

  /// The outcome that all share, or the given facts that alone, else together, change it.
  func judge(_ outcome: (FactSet) -> String) -> (outcome: String, missing: [GivenFact]) {
    let outcomes = all.map(outcome)
    if let only = outcomes.first, outcomes.allSatisfy({ $0 == only }) { return (only, []) }
    let givens = GivenFact.allCases.filter { given in
      absent.contains { FactCatalog.inputs(of: $0).contains(given) }
    }
    let alone = givens.filter { changes([$0], outcomes) }
    if !alone.isEmpty { return ("undetermined", alone) }
    for size in 2...max(2, givens.count) {
      for set in subsets(of: givens, size: size) where changes(set, outcomes) {
        return ("undetermined", set)
      }
    }
    return ("undetermined", [])
  }

  /// Whether two completions that differ only in what these given facts tell have other outcomes.
  private func changes(_ givens: [GivenFact], _ outcomes: [String]) -> Bool {
    let free = absent.filter { fact in
      FactCatalog.inputs(of: fact).contains { givens.contains($0) }
    }
    var seen: [FactSet: String] = [:]
    for (facts, outcome) in zip(all, outcomes) {
      var rest = facts
      for fact in free { rest[fact] = nil }
      if let other = seen.updateValue(outcome, forKey: rest), other != outcome { return true }
    }
    return false
  }

  private func subsets(of givens: [GivenFact], size: Int) -> [[GivenFact]] {
    guard size > 0 else { return [[]] }
    return givens.enumerated().flatMap { index, given in
      subsets(of: Array(givens[(index + 1)...]), size: size - 1).map { [given] + $0 }
    }
  }
}
