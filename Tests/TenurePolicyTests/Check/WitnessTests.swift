import TenureDomain
import TenureTesting
import Testing

@testable import TenurePolicy

@Suite struct `A witness` {
  @Test(arguments: ShippedEditions.documents)
  func `lies in the classes it stands for`(_ document: EditionDocument) throws {
    let edition = document.edition
    let builder = WitnessBuilder(edition: edition)
    var random = SeededGenerator(seed: 20)
    for (kind, tables) in edition.acts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let proof = ActProof(kind, tables, builder)
      for leaf in proof.leaves.shuffled(using: &random).prefix(40) {
        let witness = try #require(proof.space.witness(leaf, asking: kind))
        let facts = witness.facts(under: edition)
        #expect(proof.space.box(of: leaf).contains(facts), "\(kind): \(witness)")
        #expect(!FactCatalog.exclusions.contains { $0.holds(in: facts) })
        let act = try #require(witness.act)
        let decision = decide(act, on: witness.subject, at: witness.now, under: edition)
        #expect(decision.outcome == proof.layout.outcome(leaf.alive))
        #expect(decision.outcome != .refused || decision.hasWayOut, "\(decision)")
      }
    }
  }

  @Test(arguments: ShippedEditions.documents)
  func `reads back from its document`(_ document: EditionDocument) throws {
    let edition = document.edition
    let builder = WitnessBuilder(edition: edition)
    var random = SeededGenerator(seed: 21)
    for (kind, tables) in edition.acts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let proof = ActProof(kind, tables, builder)
      for leaf in proof.leaves.shuffled(using: &random).prefix(10) {
        let witness = try #require(proof.space.witness(leaf, asking: kind))
        guard !witness.hasHistory else { continue }
        let text = witness.document(id: "W-1", title: "a \"case\"", policy: edition.id)
        let scenario = try Scenario.question(
          text, file: "witness.yaml", context: ScenarioContext(products: edition.products))
        #expect(scenario.subject == witness.subject)
        #expect(scenario.steps.first?.act == witness.act)
        #expect(scenario.steps.first?.at == witness.now)
      }
    }
  }
}

extension Decision {
  /// Whether an act is permitted now, or there is somebody to ask.
  fileprivate var hasWayOut: Bool {
    waysForward.contains { way in
      switch way.way {
      case .act: way.availability == .now
      case .contact: true
      case .step, .waitForExpiry: false
      }
    }
  }
}

extension Witness {
  /// Whether something is on record that a scenario cannot give.
  fileprivate var hasHistory: Bool {
    let subscription = subject.subscription
    return subscription.ending != nil || subscription.deletionRequested != nil
      || subscription.trialExtended || !subscription.additions.isEmpty
  }
}
