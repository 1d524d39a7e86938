import TenureDomain
import TenureEngine
import TenurePolicy
import Testing

/// The corpus through the engine and the real stores, with time that passes: what is decided by the
/// pure domain elsewhere is here asked for, carried out, kept, and read back; where nothing is
/// asked, the worker keeps the dates.
@Suite struct CorpusTests {
  private static let library = Result { try PolicyLibrary(folder: Project.root) }

  @Test func everyScenarioComesOutOfEachStore() async throws {
    let corpus = try Self.library.get().scenarios(folder: Project.root)
    #expect(corpus.count > 200)
    try await World.with { world in
      var asked = 0
      var unasked: [String] = []
      for (number, scenario) in corpus.enumerated() {
        var run = ScenarioCase(scenario, number, world)
        let faults = try await run.faults()
        #expect(faults.isEmpty, "\(scenario.file):\(scenario.line) \(scenario.id)")
        asked += run.asked
        unasked += run.unasked.map { "\(scenario.id): \($0)" }
      }
      print("\(corpus.count) scenarios, \(asked) steps; left out: \(unasked.count)")
      // What cannot be asked is what a server never meets: nobody asks, nothing is known of whom.
      #expect(unasked.count * 10 < asked, "\(unasked)")
    }
  }
}
