import TenureDomain
import TenureEngine
import TenurePolicy
import Testing

/// The corpus through the engine and the real stores, with time that passes: what is decided by the
/// pure domain elsewhere is here asked for, carried out, kept, and read back; where nothing is
/// asked, the worker keeps the dates.
@Suite struct CorpusTests {
  private static let library = Result { try PolicyLibrary(folder: Project.root) }

  /// Each part has worlds of its own, so that the parts run side by side.
  private static let parts = 4

  @Test(arguments: 0..<parts) func everyScenarioComesOutOfEachStore(part: Int) async throws {
    let corpus = try Self.library.get().scenarios(folder: Project.root).enumerated()
      .filter { $0.offset % Self.parts == part }
    #expect(corpus.count > 50)
    try await World.with { world in
      var asked = 0
      var unasked: [String] = []
      for (number, scenario) in corpus {
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
