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

  /// There are over two million, which would take minutes: of every so many of a large space one is
  /// taken, by chance, since every tenth might always have the same value of an axis.
  @Test func `on the classes of each act's space, every rule that holds is the same`() throws {
    var random = RandomFacts(generator: SeededGenerator(seed: 7))
    var (compared, all) = (0, 0)
    for pair in try Self.pairs() {
      for act in ActKind.allCases {
        let classes = compareClasses(of: act, pair, &random)
        compared += classes.compared
        all += classes.all
      }
    }
    print("agreement: \(compared) of \(all) classes")
    #expect(compared > 50_000)
  }

  /// How many classes an act's space has, and how many were looked at. An issue is recorded if on
  /// one the answers differ.
  private func compareClasses(
    of act: ActKind, _ pair: Pair, _ random: inout RandomFacts
  ) -> (compared: Int, all: Int) {
    let filler = random.complete()
    let tables = pair.edition.tables(for: act)
    let space = FactSpace(rules: tables.headers.map(\.conditions))
    let values = space.axes.map { axis in axis.classes.map { $0.values.ranges.first?.lowerBound } }
    let words = zip(space.axes, values).map { axis, values in
      values.map { $0.map { NaiveValue(of: axis.fact, $0) } }
    }
    let paths = space.axes.map { FactCatalog.definition(of: $0.fact).path }
    let naiveFiller = filler.naive
    let leaves = space.leaves()
    let step = 1 + leaves.count / Self.mostClasses
    var compared = 0
    for first in stride(from: 0, to: leaves.count, by: step) {
      compared += 1
      let group = leaves[first..<min(first + step, leaves.count)]
      guard let leaf = group.randomElement(using: &random.generator) else { break }
      var (facts, naiveFacts) = (filler, naiveFiller)
      for (index, taken) in leaf.classes.enumerated() {
        facts[space.axes[index].fact] = values[index][taken]
        naiveFacts[paths[index]] = words[index][taken]
      }
      let compiled = answer(Judgement(tables, facts))
      let naive = pair.naive.answer(act.rawValue, naiveFacts)
      guard compiled == naive else {
        Issue.record("\(pair.edition.id) \(act): \(compiled) against \(naive)")
        break
      }
    }
    return (compared, leaves.count)
  }

  /// How many classes of a space are looked at.
  private static let mostClasses = 3_000

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
